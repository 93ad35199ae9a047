import { Fragment, useState } from 'react';
import { gapsWords } from '../../i18n/gaps.ts';
import { listWords } from '../../i18n/list.ts';
import { useWords } from '../../i18n/words.ts';
import { Scroller } from '../../view/Scroller.tsx';
import type { UnitLine } from './toUnits.ts';

const COLUMNS = 6;

function Facts({ unit }: { readonly unit: UnitLine }) {
  return (
    <dl className="unit-facts">
      {unit.facts.map(({ term, detail }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

function Line({ unit, open, toggle }: { readonly unit: UnitLine; readonly open: boolean; readonly toggle: () => void }) {
  const words = useWords(gapsWords);
  const list = useWords(listWords);
  return (
    <Fragment>
      <tr className={open ? 'open' : undefined}>
        <th scope="row">
          <button type="button" className="toggle" aria-expanded={open} title={list.facts(unit.name)} onClick={toggle} lang="zh-CN">
            {unit.name}
          </button>
        </th>
        <td>{unit.place}</td>
        <td>
          {unit.kind}
          {unit.industry !== null && <small> {unit.industry}</small>}
        </td>
        <td className="n">{unit.staff}</td>
        <td className="n">{unit.members}</td>
        <td className={unit.reason === null ? 'unsaid' : undefined}>{unit.reason ?? words.unsaid}</td>
      </tr>
      {open && (
        <tr className="facts">
          <td colSpan={COLUMNS}>
            <Facts unit={unit} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

/** One line a unit; a click on its name opens what the ledger says of it. */
export function UnitTable({ units }: { readonly units: readonly UnitLine[] }) {
  const words = useWords(gapsWords);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (code: string): void => {
    setOpen((before) => (before.has(code) ? new Set([...before].filter((one) => one !== code)) : new Set([...before, code])));
  };
  return (
    <Scroller name={words.list}>
      <table className="list" aria-label={words.list}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col" className="n">
              {words.staff}
              <br />
              <small>{words.people}</small>
            </th>
            <th scope="col" className="n">
              {words.members}
              <br />
              <small>{words.people}</small>
            </th>
            <th scope="col">{words.reason}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <Line
              key={unit.code}
              unit={unit}
              open={open.has(unit.code)}
              toggle={() => {
                toggle(unit.code);
              }}
            />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
