/** Runs as a child: `node buildCounties.js <province> <folder>`. Ends with 0 when the file stands, 3 when there is nothing to build from. */
import { buildCountyShapes } from './counties.ts';

const [province, into] = process.argv.slice(2);
if (province === undefined || into === undefined || !/^\d{6}$/.test(province)) {
  process.stderr.write('usage: buildCounties <province code, six digits> <folder>\n');
  process.exitCode = 2;
} else {
  process.exitCode = (await buildCountyShapes(province, into)) ? 0 : 3;
}
