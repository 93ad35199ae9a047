/** Writes web/src/theme/tokens.css from web/src/theme/design.ts. Usage: node web/theme.mjs */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { tokensCss } from './src/theme/tokensCss.ts';

writeFileSync(path.join(import.meta.dirname, 'src/theme/tokens.css'), tokensCss());
