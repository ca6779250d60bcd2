import { valueType } from './value-type.ts'

/** Organisations, devices, goods, times and plain values. */
export const things = [
  valueType('uscc', '统一社会信用代码', 'unified social credit code', 'object'),
  valueType('organisation_name', '单位名称', 'organisation name', 'object'),
  valueType('vin', '车辆识别代号（VIN）', 'vehicle identification number', 'object'),
  valueType('engine_number', '发动机/电机号', 'engine number', 'object'),
  valueType('imei', '设备识别码（IMEI）', 'IMEI', 'object'),
  valueType('imsi', '国际移动用户识别码（IMSI）', 'IMSI', 'object'),
  valueType('iccid', 'SIM 卡号（ICCID）', 'ICCID', 'object'),
  valueType('mac_address', 'MAC 地址', 'MAC address', 'object'),
  valueType('device_id', '设备编号', 'device id', 'object'),
  valueType('order_id', '订单/单据/流水号', 'order or document number', 'object'),
  valueType('tracking_number', '运单号', 'parcel tracking number', 'object'),
  valueType('record_id', '记录编号', 'record id', 'object'),
  valueType('product', '商品/物料', 'product or part', 'object'),
  valueType('amount', '金额', 'amount', null),
  valueType('timestamp', '时间', 'date and time', null),
  valueType('date', '日期', 'date', null),
  valueType('region', '地区（省市国别）', 'region (country, province, city)', null),
  valueType('url', '网址', 'URL', null),
  valueType('user_agent', '浏览器/设备型号', 'user agent or device model', null),
  valueType('free_text', '自由文本', 'free text', null),
  valueType('number', '数值', 'number', null),
  valueType('category_code', '类别/状态', 'category or status', null),
  valueType('opaque', '未识别的内容', 'not recognised', null),
  valueType('empty', '空列', 'no values', null),
] as const
