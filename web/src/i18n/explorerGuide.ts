import { defineWords } from './words.ts';

type Numbers = Readonly<Record<'characters' | 'depth' | 'aliases' | 'fields' | 'cells' | 'rows' | 'days', string>>;

/** The guide of the explorer. Parts in backquotes are set as code. */
export const guideWords = defineWords(
  {
    address: '地址',
    addressText:
      'POST 或 GET `/graphql`，答 JSON。GET 只用于查询，照地址即可取，不需特殊请求头。完整的接口定义在 `/schema.graphql`，说明中英双语。',
    schemaFile: '下载接口定义',
    authentication: '身份',
    authenticationText: (n: Numbers) =>
      `浏览器不需要令牌。程序在请求头带 \`Authorization: Bearer fugai_…\`；令牌在「令牌」中建立，最长 ${n.days} 天，范围分查询、批量导出、保存查询，只能做所给范围内的事，可随时吊销。`,
    limits: '上限',
    limitsText: (n: Numbers) =>
      `一次请求一个操作；文本至多 ${n.characters} 个字符、${n.depth} 层、${n.fields} 个字段、${n.aliases} 个别名；列表每页至多 ${n.rows} 行；合计至多 ${n.cells} 格。不接受成批的请求数组。`,
    cost: '成本',
    costText:
      '运行之前按参数估出要取多少格，随应答在 `extensions.cost` 给出；超过上限即不运行，并说出两个数。格数多时用 `observationTable`，按列取。',
    errors: '错误',
    errorsText: '`errors[0].extensions.code` 说明是哪一类，`message` 说明改什么。',
    codes: {
      BAD_USER_INPUT: '参数或写法有误：按 message 改。',
      QUERY_TOO_EXPENSIVE: '过大：少取几期、几个地区，或分页。',
      TIMED_OUT: '超时：缩小范围后重试。',
      UNAVAILABLE: '暂忙：按 Retry-After 稍后重试。',
      UNAUTHENTICATED: '需要令牌，或令牌无效、已过期、已吊销。',
      FORBIDDEN: '令牌没有这一范围，或此处不许写。',
      NOT_FOUND: '没有这个对象、版本或地址。',
      INTERNAL_SERVER_ERROR: '服务器出错：把错误编号告诉管理员。',
    },
    versions: '数据版本与缓存',
    versionsText:
      '每个应答在 `extensions.dataVersion` 给出数据版本。GET 的应答带 ETag：下次带 `If-None-Match`，数据未变时答 304。在请求里写 `"extensions": {"dataVersion": "v12"}`，即按那一版取数，结果不再变；没有那一版时答 NOT_FOUND。',
    persisted: '预存的查询',
    persistedText:
      '已预存的查询可以只送其 SHA-256，GET 与 POST 均可：`extensions={"persistedQuery":{"version":1,"sha256Hash":"…"}}`。GET 短而可缓存；不认识时答 `PersistedQueryNotFound`，带上全文再送一次即可。',
    bulk: '批量导出',
    bulkText:
      '大批数据不经 GraphQL，直接下载文件。下列地址按本页地址中的地区，点开即取，参数与接口的同名。每个文件旁有数据字典：逐列的含义、单位与取值。',
    bulkFiles: { units: '单位', organizations: '组织', observations: '观测值', figures: '公布数' },
    dictionary: '数据字典',
    clients: '客户端',
    clientsText: '只用标准库的小客户端，下载即用：',
    command: '命令行',
    commandText: '定时取数可在服务器上运行。写文件用 `--out`、`--to`；用 `>` 转存时加 `-s`，否则 npm 自己的行也进文件：',
    keys: '键盘',
    keysText:
      '`Ctrl`/`⌘` + 回车运行，`Ctrl` + 空格补全，`Shift` + `Ctrl` + `P` 排版，`F1` 打开编辑器的命令表。编辑器获得焦点后按回车进入，`Tab` 离开；标签页用左右键切换，`Delete` 关闭。',
  },
  {
    address: 'Address',
    addressText:
      'POST or GET `/graphql`; the answer is JSON. GET is for queries and works by its address alone, without special headers. The whole schema is at `/schema.graphql`, described in Chinese and English.',
    schemaFile: 'Download the schema',
    authentication: 'Authentication',
    authenticationText: (n: Numbers) =>
      `A browser needs no token. Programs send \`Authorization: Bearer fugai_…\`; tokens are made under “Tokens”, last ${n.days} days at most, have the scopes query, bulk export and save queries, do nothing beyond theirs, and can be revoked at any time.`,
    limits: 'Limits',
    limitsText: (n: Numbers) =>
      `One operation a request; at most ${n.characters} characters, ${n.depth} levels, ${n.fields} fields, ${n.aliases} aliases; ${n.rows} rows a page of a list; ${n.cells} cells in all. Arrays of requests are not taken.`,
    cost: 'Cost',
    costText:
      'The cells that a query will fetch are estimated from its arguments before it runs and given in `extensions.cost`; above the limit it does not run and both numbers are named. For many cells use `observationTable`: columns.',
    errors: 'Errors',
    errorsText: '`errors[0].extensions.code` says of which kind, `message` says what to change.',
    codes: {
      BAD_USER_INPUT: 'An argument or the text is wrong: do what message says.',
      QUERY_TOO_EXPENSIVE: 'Too large: fewer quarters or regions, or pages.',
      TIMED_OUT: 'It took too long: narrow it and try again.',
      UNAVAILABLE: 'Busy: try again after Retry-After.',
      UNAUTHENTICATED: 'A token is needed, or it is unknown, expired or revoked.',
      FORBIDDEN: 'The token lacks this scope, or writing is not allowed from here.',
      NOT_FOUND: 'No such object, version or address.',
      INTERNAL_SERVER_ERROR: 'The server failed: give the error id to the administrator.',
    },
    versions: 'Data version and caching',
    versionsText:
      'Every answer gives its data version in `extensions.dataVersion`. A GET carries an ETag: with `If-None-Match` an unchanged answer is a 304. With `"extensions": {"dataVersion": "v12"}` in the request the data are those of that version and change no more; a version that is not there is NOT_FOUND.',
    persisted: 'Persisted queries',
    persistedText:
      'A query that is known can be asked for by its SHA-256 alone, by GET or POST: `extensions={"persistedQuery":{"version":1,"sha256Hash":"…"}}`. A GET is then short and cacheable; to `PersistedQueryNotFound` answer with the text beside the hash.',
    bulk: 'Bulk export',
    bulkText:
      'Large data do not go through GraphQL but as files. The addresses below are of the region in the address of this page and download at a click; their parameters are named as in the API. Beside each lies a dictionary: meaning, unit and members of every column.',
    bulkFiles: { units: 'Units', organizations: 'Organisations', observations: 'Observations', figures: 'Published figures' },
    dictionary: 'dictionary',
    clients: 'Clients',
    clientsText: 'Small clients that use only the standard library:',
    command: 'Command line',
    commandText:
      'For scheduled work, on the server. Write files with `--out` and `--to`; with `>` add `-s`, or npm’s own lines end up in the file, too:',
    keys: 'Keyboard',
    keysText:
      '`Ctrl`/`⌘` + Enter runs, `Ctrl` + Space completes, `Shift` + `Ctrl` + `P` tidies, `F1` opens the commands of the editor. Press Enter to go into a focused editor and `Tab` to leave it; arrow keys move between tabs, `Delete` closes one.',
  },
);
