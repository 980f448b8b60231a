/** Every word the page itself shows. What the bot says comes from domain.yml, through the gateway. */
import type { Problem } from './validate';

export const texts = {
  title: '守口',
  desk: '‹ 工作台',
  log: '对话',
  bot: '守口',
  you: '您',
  /** Opens the conversation when the gateway has not greeted by itself. */
  hello: '你好',
  working: '请稍候……',
  menu: '安全、显示和口令',
  menuShort: '更多',
  menuLong: '更多：安全提示、大字、朗读、接着填的口令',
  backToTalk: '回到对话',
  where: (step: number, of: number): string => `第 ${step} 步，约 ${of} 步`,
  next: '接下来',

  before: '别用单位的手机、电脑和 Wi-Fi；看看身边有没有人。',
  safety: '安全提示',
  safetyMissing: '现在读不到这一页，请检查网络后再打开，或者看单独的一页：',
  fingerprint: '密钥指纹',
  fingerprintOwn: '这是本页正在使用的密钥，由您的设备算出。请与本院公布的、或电话里念的核对。',
  fingerprintMissing: '现在读不到密钥；这时写的内容不会发出。',
  fingerprintDiffers: '两处密钥对不上。请先不要填写，打本院电话核实。',

  viewLabel: '显示和朗读',
  views: { large: '大字', contrast: '高对比', aloud: '朗读' },
  viewNote: '这些设置只在本页有效，不会存在设备上。朗读只用设备里的声音，请确认旁边没有人；编号和密码不读出来。',

  leaveForNow: '暂时离开，以后接着填',
  leaveBody: '请把下面的口令抄在纸上，不要截图、不要存在手机或电脑里：',
  leaveAfter:
    '30 分钟之内，在任何一台设备上打开本站，点“接着填”输入它，就能从现在这一步接着办。口令只能用一次，再看一次就换一个新的。还没有发出的文字不在里面，请先发出。过了时间，没有提交的内容照样清除。',
  codeFailed: '现在拿不到口令，请稍后再试。',
  mayLeave: '中途要离开？点右上方“更多”，抄下口令，30 分钟内可以接着填。',
  resume: '接着填（输入口令）',
  resumeShort: '接着填',
  resumeLabel: '抄下的 16 位口令',
  resumeGo: '接着填',
  resumeNote: '口令是上次离开时点“暂时离开”抄下的。只在 30 分钟内有效，只能用一次；原来打开的页面会随之结束。',
  resumeFailed: '没有接上，可能是网络断了。请再试一次。',

  telling: (words: string): string =>
    `“${words}”可能只有您知道，别人看到会想到您。可以写得笼统些，也可以照样封存。`,
  tellingHere: '这句提示是您的设备自己算的，什么都没有发出。',
  tellingChange: '改一改',
  tellingSeal: '照样封存',
  exit: '快速离开',
  exitLong: '快速离开：清空本页并打开空白页（也可连按两次 Esc 键）',

  danger: '我现在有危险',
  dangerHead: '请马上拨打 110',
  dangerCall: '拨打 110',
  dangerBody: '不方便说话，可以发短信到 12110。能离开就先离开，到有人的地方去。',
  dangerMore: '不便说话',
  dangerClose: '收起',
  policeHead: '危险来自警察的，先打 12309',
  policeCall: '拨打 12309',
  policeLine: '（检察服务热线）',
  policeBody: '公安机关的人打人、关人不放，检察院可以查。马上有生命危险，或者没人接（夜里、假日可能没人接），110 也要打。能离开就先离开，到有人的地方去。',
  dangerKept: '刚才输入的内容没有发出，回到那一步时还在。',

  answer: '您的回答',
  choicesLabel: '可选的回答',
  say: '可以点上面的选项，也可以直接打字',
  write: '请在这里输入',
  send: '发送',
  sealAndSend: '封存并发送',
  sendUnsealed: '这是提问或操作，不封存，发给机器人',
  storyStep: '看起来是要反映的内容：按“封存并发送”，在您的设备上加密后才发出，机器人看不到。',
  storyBoundary: '看起来是要反映的内容：按“封存并发送”，到达服务器时立即加密，机器人看不到。',
  sealedStep: '封存填写：在您的设备上加密后才发出，机器人看不到。',
  sealedShort: '此项封存',
  boundaryStep: '封存填写：到达服务器时立即加密，机器人看不到。',
  enterSends: 'Enter 发送，Shift+Enter 换行',
  enterBreaks: 'Enter 换行，Ctrl+Enter 发送',
  left: (n: number): string => (n >= 0 ? `还可写 ${n} 字` : `超出 ${-n} 字`),
  skipStep: '跳过此项',
  more: '其他操作',
  moreItems: [
    ['为什么要问', '为什么要问这个'],
    ['再说一遍', '再说一遍'],
    ['返回上一步', '返回上一步'],
    ['修改前面的', '修改前面的'],
    ['取消办理', '取消'],
  ] as const,

  sealed: (n: number): string => `已封存（${n} 字）`,
  sealedHere: (n: number): string => `已加密（${n} 字）`,
  secret: '已发送（不显示）',
  secretUnsent: '（不显示）',
  notSent: '未发出',
  show: '显示 5 秒',
  showLong: '显示 5 秒刚才写的内容，请确认旁边没有人',
  keptAsWords: '没有看出具体日期，您的原话已经封存。',
  understood: (value: string): string => `日期理解为：${dateWords(value)}。如果不对，可以返回上一步重填。`,

  doubtHead: {
    question: '这像是在提问',
    control: '这像是要做别的，不是这一步的内容',
    danger: '听起来有危险，是现在吗？',
    help: '听起来需要马上帮忙，要先看怎么办吗？写好的留在框里',
  },
  doubtAside: {
    question: '这是提问，不封存，发给机器人',
    control: '这是操作，不封存，发给机器人',
    danger: '现在有危险，马上求助',
    help: '先告诉我怎么办',
  },
  /** In the bubble of who hears whom to call before anything is sent. */
  keptHere: '（这句话没有发出，留在框里）',
  doubtSeal: '封存并发送',
  /** What goes to the bot instead of what was written, by the call for help it reads like (bot/danger.py reads each). */
  help: {
    despair: '我不想活了', illness: '要叫救护车', police_unreachable: '110打不通', lost_place: '我不知道我在哪',
  },

  noCrypto: '这个浏览器不能在您的设备上加密。您写的内容经加密连接传送，到达服务器时立即封存。条件允许时，请换用较新的浏览器。',
  noCryptoFiles: '这个浏览器不能在您的设备上加密文件，暂不能在这里传文件。请换用较新的浏览器，或先不传，以后补充。',
  sealFailed: '现在不能加密，这一项没有发出，没有提交。请稍后再试。',
  unsent: '没有发出去，可能是网络断了。您写的内容还在，没有提交；网络恢复后会自动再发。',
  again: '再试一次',
  takeBack: '先不发',
  refused: '没有处理成功，这一项没有提交。请稍后再试。',
  busyDanger: '网络没有接通，请直接拨打 110。',

  ended: '这次对话已经结束',
  endedBody: '可能是超过 30 分钟没有操作，或者系统重新启动了，或者已经用口令在别处接着填。没有提交的内容都没有保留；已经提交、拿到编号的不受影响。',
  unsentDraft: '刚才没有发出的内容（只在本页，开始新的对话后就清除）：',
  restart: '开始新的对话',
  down: '现在连接不上，什么都没有提交。',
  idleSoon: '您已经有一会儿没有操作了。再过 5 分钟，对话会自动结束，没有提交的内容会被清除。',

  receipt: '回执',
  receiptNumber: '编号',
  receiptPassword: '查询密码',
  receiptOnce: '查询密码只显示这一次，我们也查不到。请抄在安全的地方，不要存在单位的电脑或手机上。',
  receiptPrintNote: '凭编号和密码查询进展。请妥善保管，不要让他人看到。',
  copy: '复制',
  copied: '已复制。用完请清空剪贴板。',
  copyFailed: '复制不了，请抄写。',
  print: '打印',
  noted: '我已抄下',
  notedBody: '编号和密码已经收起。',
  showAgain: '再看一次',
  noPrint: '对话内容不打印。',

  choose: '选择文件',
  takePhoto: '拍照',
  takeVoice: '录音',
  filesLimit: '最多 20 个，每个不超过 50 MB。文件名和内容都在您的设备上加密后才发出。',
  photoHead: '照片里的时间、地点会怎样',
  photoBody:
    'JPEG、PNG 照片里的拍摄时间、地点、设备等信息，先在您的设备上去掉，再加密；画面一点不变。HEIC 等格式、视频、录音和文档去不掉，会随文件一起封存，只有办案人员能看到：介意的话，可先把照片截图或转成 JPEG 再传。文件名也一起封存。',
  photoAsIs: '这些信息本身就是证据，保留原样',
  metadata: {
    stripped: '拍摄信息已去掉',
    kept: '拍摄信息还在文件里',
    broken: '拍摄信息没能去掉',
  },
  filesLabel: '已选的文件',
  filesOver: (names: readonly string[]): string => `最多 20 个，这 ${names.length} 个没有加入：${names.join('、')}。`,
  filesDone: (n: number): string => `已封存 ${n} 个文件。传完后请点“传完了”。`,
  filesActive: '文件还在传，请等传完，或取消。',
  fileStates: {
    waiting: '等待',
    sending: '正在加密发送',
    done: '已封存',
    failed: '没有传成',
    cancelled: '已取消',
    too_big: '超过 50 MB，没有传',
    empty: '空文件，没有传',
    removing: '正在删除',
  },
  remove: '删除',
  removeFile: (name: string): string => `删除 ${name}`,
  cancelFile: (name: string): string => `取消 ${name}`,
  retryFile: (name: string): string => `重传 ${name}`,
  cancel: '取消',
  retry: '重传',
  progress: (name: string): string => `${name} 的进度`,
} as const;

/** What is wrong, and what would be right. Where the step has its own sentence (`ask.invalid`), that one is shown for its kind. */
export const problems: Record<Problem, string> = {
  empty: '这里还没有写内容。请写好再发；可以跳过的，请点“跳过此项”。',
  too_long: '写得太长了，请分成几次，或以后用“补充材料”再交。',
  id_length: '没看出证件号码。身份证是 18 位（老证 15 位）；护照、港澳台通行证、居留证等请连证件名一起写，如：护照 E12345678。',
  id_checksum: '有一位不对：这个号码对不上校验。身份证号只有最后一位可能是字母 X，其他都是数字，请对照证件再看一遍。',
  phone: '这不像电话号码。手机号是 11 位，如 13800001111；座机请带区号，如 010-66668888。',
  phone_area: '座机请加上区号，如 010-62345678；有分机的写成 010-62345678-801。',
  contact: '请写能联系到您的方式：手机号、带区号的座机、电子邮箱，或“微信 + 微信号”。',
  name: '请写姓名，如：王小明。',
  none_given: '不方便留也可以。请选择匿名，或者留一个您放心的方式。',
  date: '没看懂这个日期。可以写：昨天、上个月5号、2024年3月、去年国庆；记不清就写大概的月份或年份，或者写“记不清了”。',
  date_future: '这个日期还没有到。请写已经发生的日期，如 昨天、2024年3月5日；一直持续到现在的，写“去年3月至今”。',
  date_lunar: '这是农历还是公历？请在前面加上“农历”或“公历”再发，如：农历八月十五，或 公历8月15日。',
};

/** 2026-11-21 or 2026-11-01/2026-11-30 → 2026年11月21日 … */
function dateWords(value: string): string {
  return value
    .split('/')
    .map((iso) => iso.split('-').map(Number))
    .map(([y, m, d]) => `${y}年${m}月${d}日`)
    .join('至');
}
