/**
 * Passwords that are guessed first, in lower case and without signs. Put together for this program: words and rows of keys that every published
 * list of leaked passwords begins with (OWASP ASVS 2.1.7 asks for such a check), Chinese habits in pinyin, and words of this subject. Runs and
 * repetitions are found by rule (passwords.ts), and so are these with digits around them.
 */
const WORDS = `
password passw0rd p4ssw0rd passwort password1 pass admin administrator root superuser sysadmin secadmin auditor guest test
testtest user login welcome welcome1 letmein changeme default secret master manager qwerty qwertyuiop qwertyui qwer asdfghjkl
asdfgh asdf zxcvbnm zxcvbn zxcv qazwsx qazwsxedc qweasd qweasdzxc qwerasdf 1qaz2wsx 1qaz2wsx3edc 2wsx3edc 3edc4rfv 1q2w3e4r
1q2w3e4r5t 1q2w3e 1qazxsw2 q1w2e3r4 q1w2e3r4t5 zaq12wsx zaq1xsw2 1qazxsw23edc qaz qazxsw asdqwe asd qwe zxc iloveyou loveyou
woaini woaini1314 woaini520 woaiwojia woaizuguo woaizhongguo 5201314 1314520 520520 521521 woaini521 aini abc abcd abcdef
abcdefg abcabc abc123456 abcd1234 a123456 a1b2c3d4 a1b2c3d4e5 aa123456 aaa111 abc123 abcd123456 asdf1234 qq123456 qq wang
zhang zhangsan lisi wangwu monkey dragon sunshine princess football baseball superman batman michael jordan shadow starwars
whatever trustno1 freedom computer internet samsung iphone google facebook baidu taobao alibaba tencent weixin huawei xiaomi
windows microsoft mima wodemima mimashi mima123 mimamima nihao nihaoma nihao123 caonima zhongguo china beijing shanghai henan
zhengzhou luoyang gongchandang dangyuan dangjian zuzhibu lianxin liangxin fugai guojia renmin weirenminfuwu woaidang dangwei
shiwei xianwei gongzuo bangong bangongshi danwei lovelove forever hello helloworld hellohello goodluck lucky happy money
killer hunter pokemon naruto ninja mustang access flower 1234 12345 123456 1234567 12345678 123456789 1234567890 12345678910
0123456789 0987654321 987654321 9876543210 147258369 147852369 741852963 159357 159753 123123 123321 112233 11223344
1122334455 123123123 1234512345 123456123456 1234567891 111222333 111111 000000 666666 888888 88888888 00000000 11111111
5211314 110110 110120 31415926 314159265 3141592653 7758521 7758258 123654 123789 147147 1029384756 qwe123 qwe123456 asd123
asd123456 zxc123 zxc123456 123qwe 123asd 123abc 123456a 123456abc 123456aa 123456qwe 12345qwert 1234qwer 123qweasd
123qweasdzxc q123456 w123456 z123456 zz123456 as123456 qaz123 qaz123456 admin123 admin888 admin1234 admin123456 root123
root123456 test123 test1234 test123456 pssw0rd passwd passw0rd123 pa55word pa55w0rd administrator123 welcome123 letmein123
changeme123
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
