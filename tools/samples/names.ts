import { words } from './places.ts'

/** Common surnames, some of two characters. */
export const surnames = words(
  '王 Wang,李 Li,张 Zhang,刘 Liu,陈 Chen,杨 Yang,黄 Huang,赵 Zhao,吴 Wu,周 Zhou,徐 Xu,孙 Sun,马 Ma,朱 Zhu,胡 Hu,郭 Guo,' +
    '何 He,林 Lin,罗 Luo,高 Gao,郑 Zheng,梁 Liang,谢 Xie,宋 Song,唐 Tang,许 Xu,韩 Han,冯 Feng,邓 Deng,曹 Cao,彭 Peng,曾 Zeng,' +
    '肖 Xiao,田 Tian,董 Dong,潘 Pan,袁 Yuan,蔡 Cai,蒋 Jiang,余 Yu,于 Yu,杜 Du,叶 Ye,程 Cheng,魏 Wei,苏 Su,吕 Lü,丁 Ding,' +
    '任 Ren,卢 Lu,姚 Yao,沈 Shen,钟 Zhong,姜 Jiang,崔 Cui,谭 Tan,陆 Lu,欧阳 Ouyang,上官 Shangguan,诸葛 Zhuge',
)

/** Characters of given names, one or two to a name. */
export const givenNames = words(
  '伟 Wei,芳 Fang,娜 Na,敏 Min,静 Jing,丽 Li,强 Qiang,磊 Lei,军 Jun,洋 Yang,勇 Yong,艳 Yan,杰 Jie,涛 Tao,明 Ming,超 Chao,' +
    '秀 Xiu,霞 Xia,平 Ping,刚 Gang,桂 Gui,英 Ying,华 Hua,玉 Yu,萍 Ping,红 Hong,玲 Ling,建 Jian,文 Wen,斌 Bin,宇 Yu,浩 Hao,' +
    '凯 Kai,欣 Xin,雨 Yu,晨 Chen,佳 Jia,嘉 Jia,俊 Jun,海 Hai,峰 Feng,雪 Xue,梅 Mei,琳 Lin,云 Yun,宁 Ning,博 Bo,思 Si,' +
    '远 Yuan,航 Hang,怡 Yi,婷 Ting,慧 Hui,颖 Ying,璐 Lu,倩 Qian,彬 Bin,辉 Hui,鑫 Xin,鹏 Peng,帆 Fan,翔 Xiang,睿 Rui,泽 Ze',
)
