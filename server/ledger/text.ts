/** Plain forms of what people type: half-width, simplified characters of known words, no invisible characters. */

const FULL_WIDTH = /[\uFF01-\uFF5E\u3000\u2212\u2010\u2011]/;

/** Full-width ASCII, the ideographic space and odd minus signs as their ASCII forms; all else as it is. */
export function toHalfWidth(text: string): string {
  if (!FULL_WIDTH.test(text)) return text;
  let plain = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) plain += String.fromCharCode(code - 0xfee0);
    else if (code === 0x3000) plain += ' ';
    else if (code === 0x2212 || code === 0x2010 || code === 0x2011) plain += '-';
    else plain += character;
  }
  return plain;
}

/** Traditional characters that occur in headers and words, each followed by its simplified form. */
// prettier-ignore
const TRADITIONAL = new Map(
  ('統统 會会 碼码 單单 稱称 區区 劃划 園园 類类 別别 業业 門门 記记 產产 經经 營营 狀状 態态 場场 從从 員员 數数 職职 萬万 黨党 預预 備备 請请 極极 發发 團团 聯联 絡络 導导 訪访 ' +
    '屬属 織织 婦妇 組组 納纳 隸隶 無无 號号 時时 間间 屆届 任任 來来 書书 題题 訓训 會会 議议 課课 主主 問问 決决 費费 採采 體体 亮亮 評评 達达 標标 項项 獨独 掛挂 靠靠 選选 總总 ' +
    '優优 資资 僑侨 臺台 灣湾 個个 戶户 務务 機机 構构 會会 協协 農农 採采 礦矿 製制 電电 氣气 築筑 運运 輸输 倉仓 儲储 郵邮 飲饮 軟软 術术 貿贸 賃赁 環环 設设 衛卫 樂乐 國国 際际 ' +
    '應应 齊齐 歇歇 殭僵 屍尸 係系 轉转 規规 動动 節节 證证 關关 鎖锁 銷销 吊吊 遷迁 撤撤 為为 與与 對对 錯错 讀读 開开 齡龄 實实 際际 辦办 絕绝 抵抵 觸触 東东 長长 專专 級级 師师 復复 續续 廠厂')
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)] as const),
);

/** Characters of known words in their simplified form; characters that no known word holds stay. */
export function toSimplified(text: string): string {
  let plain = '';
  for (const character of text) plain += TRADITIONAL.get(character) ?? character;
  return plain;
}

const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const KEPT_CONTROLS = '\0\t\n\r';

/** `text` without control, zero-width and direction-override characters (NUL stays: it is refused, not mended). */
export const stripInvisible = (text: string): string => text.replace(INVISIBLE, (sign) => (KEPT_CONTROLS.includes(sign) ? sign : ''));

/** The form under which headers and words are looked up: half-width, simplified, lower case, no spaces and no marks. */
export function lookupForm(text: string): string {
  return toSimplified(toHalfWidth(stripInvisible(text)))
    .replace(/[\s*★☆"'“”‘’]/g, '')
    .replace(/:+$/, '')
    .toLowerCase();
}

/** `0` → `A`, `25` → `Z`, `26` → `AA`. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}
