import type { TypeId } from '../vocabulary/value-types.ts'

/**
 * Words of English column names, spaces, dashes and underscores taken out. The longest end of a name that is here
 * decides: `customer_email` is an e-mail, `email_verified` a flag.
 */
export const englishWords: Readonly<Partial<Record<TypeId, string>>> = {
  resident_id:
    'idcard idcardno idcardnumber idno idnumber idnum residentid residentidno identitycard identitycardno identityno identitynumber identity citizenid citizenidno chinaid cnid idcode idcardnum ricno',
  hkmt_residence_permit: 'residencepermit residencepermitno',
  foreign_permanent_resident_card: 'permanentresidentcard permanentresidentcardno',
  passport_cn: 'passport passportno passportnumber passportnum passportid',
  hkmo_permit: 'hkmopermit exitentrypermit',
  home_return_permit: 'homereturnpermit hrp',
  taiwan_compatriot_permit: 'mtp taiwancompatriotpermit taibaozheng',
  hkid: 'hkid hkidno hkidcard',
  macau_id: 'macauid bir',
  taiwan_id: 'taiwanid twid',
  national_id_other:
    'ssn nationalid nationalidno nationalidnumber nationalinsurancenumber nino sin nric aadhaar pan cpf curp rut personnummer bsn nif dni mynumber taxid taxidnumber tin personalid personalnumber governmentid govid',
  identity_document:
    'certno certificateno certificatenumber certnumber certid documentno documentnumber docno docnumber iddocument iddocno idcert certificatecode credentialno cardid',
  driver_licence:
    'driverlicence driverlicense driverlicenceno driverlicenseno driverslicense driverslicence dlno drivinglicence drivinglicense licenceno licenseno driverlicensenumber',
  social_security_number:
    'socialsecuritynumber socialsecurityno socialsecurity socialinsuranceno medicareno medicarenumber healthinsuranceno insuranceno',
  housing_fund_account: 'housingfundaccount housingfundno providentfundno',
  medical_record_number:
    'mrn medicalrecordno medicalrecordnumber patientid patientno visitid visitno admissionno caseno',
  insurance_policy_number: 'policyno policynumber policyid insurancepolicyno',
  person_name:
    'fullname realname personname customername clientname firstname lastname givenname familyname surname middlename contactname contact contactperson recipientname receivername consigneename sendername consignee recipient receiver passengername passenger guestname patientname studentname employeename staffname drivername ownername holdername cardholder cardholdername accountholder accountname beneficiary beneficiaryname payeename payername buyername sellername membername applicantname insuredname legalrepresentative chinesename englishname cname ename fname lname mname maidenname emergencycontact fathername mothername spousename childname parentname guardianname doctorname agentname authorname investorname personinchargename namecn nameen',
  nickname: 'nickname nick displayname screenname alias',
  signature: 'signature',
  mobile:
    'mobile mobileno mobilenumber mobilephone mobilephoneno mobilephonenumber cellphone cell cellphoneno cellnumber phone phoneno phonenumber phonenum tel telno telephone telephoneno telephonenumber contactno contactnumber contactphone contactmobile msisdn callingnumber callednumber callernumber whatsapp mob',
  landline: 'landline homephone officephone workphone fax faxno faxnumber homephoneno officetel hometel',
  email: 'email emailaddress emailaddr mail mailbox mailaddress emails useremail contactemail eml',
  address:
    'address addr homeaddress streetaddress street mailingaddress shippingaddress billingaddress deliveryaddress residence residentialaddress postaladdress addressline address1 address2 addressdetail detailaddress fulladdress permanentaddress shiptoaddress billtoaddress receiveraddress',
  postcode: 'postcode postalcode zip zipcode postal',
  bank_card:
    'bankcard bankcardno bankcardnumber bankaccount bankaccountno bankaccountnumber cardno cardnumber cardnum accountno accountnumber acctno acctnumber acctnum bankacct bankno debitcard debitcardno payeeaccount payeraccount',
  payment_card: 'creditcard creditcardno creditcardnumber ccnumber ccno cc ccnum paymentcard pannumber',
  iban: 'iban ibanno',
  card_expiry: 'cardexpiry ccexp expirydate cardexpirydate expdate ccexpiry',
  investment_account:
    'securitiesaccount fundaccount fundaccountno tradingaccount brokerageaccount investmentaccount tradeaccount shareholderaccount',
  payment_account: 'alipay alipayid alipayaccount paypal paypalemail paymentaccount paypalid',
  wechat_id: 'wechat wechatid wechatno openid unionid wxid weixin wxopenid wechatopenid',
  qq_number: 'qq qqno qqnumber',
  social_account: 'weibo twitter facebook instagram linkedin telegram socialaccount handle douyinid',
  account_id:
    'userid uid userno usernumber usercode customerid custid customerno customernumber customercode custno clientid clientno memberid memberno membernumber membershipno accountid account acctid buyerid sellerid driverid passengerid ownerid personid subjectid playerid guestid subscriberid contactid individualid profileid userkey usertoken investorid investorno holderid riderid participantid useruuid userguid customeruuid customerkey cif cifno loyaltyid loyaltyno',
  employee_id:
    'employeeid employeeno employeenumber empid empno staffid staffno workno jobno jobnumber badgeno employeecode',
  student_id: 'studentid studentno studentnumber admissionticketno',
  username: 'username login loginname loginid userlogin loginaccount usernm',
  online_id: 'cookie cookieid visitorid anonymousid clientcookie fingerprint browserid devicefingerprint',
  advertising_id: 'idfa idfv aaid gaid oaid adid advertisingid androidid vaid',
  plate:
    'plate plateno platenumber licenseplate licenceplate licenseplateno carno vehicleno vehiclenumber carnumber platenum lpn numberplate licenseplatenumber registrationnumber',
  uscc: 'uscc creditcode unifiedsocialcreditcode businesslicense businesslicenseno organizationcode taxpayerid taxno orgcode vatnumber vatno companyregistrationno',
  birth_date: 'birthdate dateofbirth dob birthday birth birthdt birthyear yearofbirth birthtime bday',
  age: 'age ages userage',
  gender: 'gender sex',
  nationality: 'nationality citizenship',
  native_place: 'nativeplace birthplace placeofbirth hometown householdregistration hukou',
  ethnicity: 'ethnicity ethnic ethnicgroup nation race',
  religion: 'religion religiousbelief faith',
  political: 'political politicalstatus politicalaffiliation partymember politicalparty',
  marital_status: 'maritalstatus marital marriage marriagestatus married maritalstate',
  family_relation: 'relation relationship kinship familymembers dependents numchildren children relationtoinsured',
  education:
    'education educationlevel degree edu school university college major educationbackground grade gpa score examscore',
  occupation: 'occupation job jobtitle title profession position career post',
  employer: 'employer workunit workplace companyofwork employername',
  body_measure: 'height weight bmi waist bodyweight bodyheight',
  health:
    'diagnosis disease illness medicalhistory allergy allergies symptom symptoms bloodtype bloodpressure bloodglucose heartrate prescription medication medications drug treatment surgery labresult testresult icd icd10 icdcode healthstatus condition vaccination pregnancy pregnant cholesterol conditions dosage procedure bodytemperature',
  genetic: 'gene genome genotype dna geneticdata snp dnasequence',
  biometric:
    'fingerprinttemplate iris voiceprint palmprint gait biometric facefeature faceembedding facevector facetemplate faceencoding biometrictemplate',
  face_image: 'face faceimage facephoto facepicture faceimg',
  photo: 'photo picture avatar portrait image headimg headimgurl avatarurl photourl selfie profilepicture',
  id_document_image:
    'idcardphoto idcardimage idcardfront idcardback passportphoto passportscan idscan idphoto idcardfrontimg idcardbackimg documentscan',
  audio_video: 'audio video recording voice voicerecord callrecording cabinvideo dashcam',
  disability: 'disability disabled disabilitytype handicap',
  sexual_life: 'sexualorientation sexlife sexuality sexualhistory sexualpreference',
  criminal_record: 'criminalrecord conviction crime offence offense arrest criminalhistory',
  precise_location:
    'latitude longitude lat lng lon long latlng latlon geolocation gps gpslat gpslng gpslon coordinates coordinate geopoint location geo latitudedeg longitudedeg wgslat wgslng gcjlat gcjlng pickuplat pickuplng',
  track: 'track trajectory route path trip gpstrack triproute polyline itinerary',
  income:
    'income salary wage wages annualincome monthlyincome pay netpay grosspay bonus compensation basesalary householdincome annualsalary',
  balance:
    'balance accountbalance assets totalassets networth deposit savings holding holdings availablebalance aum portfolio shares marketvalue fundshares',
  credit:
    'creditscore creditrating credit creditlimit loan loanamount debt overdue loanbalance mortgage creditgrade fico risklevel riskscore riskrating risktolerance',
  transaction:
    'transaction transactionamount transfer transferamount txnamount transactions txn subscriptionamount redemptionamount tradeamount',
  consumption:
    'purchasehistory browsinghistory searchhistory searchquery searchterm clickstream orderhistory viewhistory query searchkeyword',
  communication:
    'chat message messages sms smscontent callduration callrecord calllog messagecontent chatlog chatcontent messagebody',
  contact_list: 'contacts contactlist addressbook phonebook friends friendlist',
  profile_tag: 'tag tags usertags segment persona interests interest hobby hobbies preference preferences',
  ip_address: 'ip ipaddress ipaddr clientip loginip remoteaddr remoteip userip sourceip srcip ipv4 ipv6 registerip',
  password:
    'password passwd pwd pass passwordhash passwordsalt loginpassword paypassword pin pincode otp verificationcode verifycode smscode securitycode cvv cvv2 cvc passphrase securityanswer passcode hashedpassword encryptedpassword',
  secret_key:
    'secret secretkey apikey accesskey accesskeyid accesskeysecret privatekey token accesstoken refreshtoken authtoken sessiontoken clientsecret connectionstring dsn credentials apitoken bearer jwt apisecret',
  organisation_name:
    'company companyname organization organisation organizationname org orgname corporation vendor vendorname supplier suppliername merchant merchantname shop shopname store storename bank bankname hospital department dept branch branchname manufacturer brandowner agency agencyname carrier',
  vin: 'vin vinno vincode vinnumber chassisno chassisnumber framenumber frameno vehicleidentificationnumber',
  engine_number: 'engineno enginenumber motorno motornumber enginenum',
  imei: 'imei imeino meid',
  imsi: 'imsi',
  iccid: 'iccid simno simcardno simid',
  mac_address: 'mac macaddress macaddr bluetoothmac wifimac bssid btmac',
  device_id:
    'deviceid deviceno devicesn serialno serialnumber sn terminalid terminalno sensorid machineid equipmentid hardwareid batteryid batterysn tboxid vehicleid carid robotid stationid meterid devicenumber gatewayid nodeid pileid tboxsn unitid',
  order_id:
    'orderid orderno ordernumber ordercode transactionid transactionno txnid tradeno serial billno invoiceno invoicenumber contractno contractid batchno batchid batch paymentid paymentno refundid requestid sessionid tripid traceid ticketno ticketid caseid eventid messageid claimno ponumber purchaseorder poid jobid referenceno refno',
  tracking_number:
    'trackingno trackingnumber waybill waybillno expressno awb airwaybill shipmentno parcelno shipmentid',
  record_id: 'id rowid recordid seq seqno index no number code pk uuid guid objectid key rownum lineno sequence idx',
  product:
    'product productname productid sku skuid item itemname itemid goods goodsname goodsid model partno partnumber modelno spec brand productcode productno material materialno color fundcode fundname variant asin upc ean isbn vehiclemodel carmodel phonemodel devicemodel make songtitle albumtitle',
  amount:
    'amount price unitprice total totalamount totalprice cost fee orderamount payamount paidamount discount tax freight subtotal quantityprice amt revenue grandtotal shippingfee sum payment',
  timestamp:
    'timestamp time datetime ts createdat updatedat createtime updatetime eventtime logintime lastlogin ordertime paytime created updated modified registrationdttm dttm createdon modifiedon gpstime collecttime uploadtime reporttime',
  date: 'date day createdate updatedate orderdate hiredate expiry effectivedate duedate startdate enddate joindate registrationdate month year opendate validuntil tradedate invoicedate dt',
  region:
    'province city district county state country region area countrycode provincecode citycode town prefecture locale regioncode destination origin departure arrival areacode territory iso2 iso3',
  url: 'url link website homepage href uri web referrer referer landingpage imageurl',
  user_agent:
    'useragent ua browser os osversion platform devicetype appversion firmware firmwareversion softwareversion',
  free_text:
    'remark remarks comment comments note notes description desc memo content text body feedback review reason details detail summary subject bio about instruction instructions reviewtext',
  number:
    'count quantity qty num times ratio percent percentage rate speed mileage odometer voltage current soc soh temperature rpm distance duration length width size value volume altitude heading frequency pressure power energy unitsinstock units torque acceleration signal nav rating steps humidity versioncode milliseconds bytes',
  category_code:
    'type status flag category kind class level verified enabled active deleted gendertype idtype idcardtype certtype cardtype phonetype emailtype addresstype mode channel source currency language lang version stage priority isactive isdeleted result statuscode gear faultcode errorcode paymentmethod paymentmode method documenttype certificatetype vip tier switch doctype accounttype usertype customertype optin emailverified mobileverified phoneverified subscribed',
}

/** Ends of a name that say nothing about what the column holds. */
export const emptyEnds: ReadonlySet<string> = new Set(
  'no num number nbr val value str string txt field col column raw orig new old main primary default current home work personal cn en zh hash md5 sha256 enc encrypted masked mask plain info data cleaned clean norm normalized'.split(
    ' ',
  ),
)
