/** The ranking as rows; their fills are painted later, by what the map shows. */
import { policyClasses } from '../../charts/classes.ts';
import { toRows, type RowsAsk } from '../../view/toRows.ts';

export const rowsOf = (ask: Omit<RowsAsk, 'classes'>) => toRows({ ...ask, classes: policyClasses(ask.indicator.classes) });
