/** Which province's rows lie on which server: runs of provinces next to each other there, each of them one partition. */
import { Conflict, badInput } from '../../domain/errors.ts';
import type { Quarter } from '../../domain/period.ts';
import { ofProvinces, type Numbers } from './slots.ts';

export interface Server {
  readonly name: string;
  /** `postgres://user@host:port/database`. */
  readonly address: string;
  /** Codes of provinces. */
  readonly provinces: readonly string[];
}

export interface Division {
  readonly servers: readonly Server[];
  /** Provinces on the database's own server, besides those that have reported. */
  readonly here: readonly string[];
  /** Quarters that get partitions; null: from the earliest that there is, to the end of next year. */
  readonly from: Quarter | null;
  readonly until: Quarter | null;
}

export interface Province {
  readonly code: string;
  readonly name: string;
}

/** Provinces that follow each other in the order of their codes and lie on one server; or one that lies on the database's own (null). */
export interface Run extends Numbers {
  /** Part of the names of its tables, `41_43`. */
  readonly name: string;
  readonly server: Server | null;
  readonly provinces: readonly Province[];
}

const two = ({ code }: Province): string => code.slice(0, 2);

function runOf(server: Server | null, provinces: readonly Province[]): Run {
  const [first, last] = [provinces[0], provinces.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a run has a province');
  return { name: `${two(first)}_${two(last)}`, server, provinces, ...ofProvinces(first.code, last.code) };
}

/** Provinces of servers in runs, those of `here` by themselves. @throws DomainError */
export function runsOf(servers: readonly Server[], here: readonly string[], provinces: readonly Province[]): Run[] {
  const owner = new Map<string, Server>();
  for (const server of servers)
    for (const code of server.provinces) {
      if (!provinces.some((one) => one.code === code)) throw badInput(`服务器「${server.name}」列出的 ${code} 不是省级地区代码，请核对`);
      const other = owner.get(code);
      if (other !== undefined) throw badInput(`${code} 同时列在服务器「${other.name}」和「${server.name}」下，请只保留一处`);
      owner.set(code, server);
    }
  for (const code of here)
    if (!provinces.some((one) => one.code === code)) throw badInput(`--provinces 列出的 ${code} 不是省级地区代码，请核对`);
  const runs: { server: Server | null; provinces: Province[] }[] = [];
  for (const province of provinces.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    const server = owner.get(province.code) ?? null;
    const last = runs.at(-1);
    if (server !== null && last?.server === server) last.provinces.push(province);
    else runs.push({ server, provinces: [province] });
  }
  return runs.flatMap((run) =>
    run.server === null && !here.includes(String(run.provinces[0]?.code)) ? [] : [runOf(run.server, run.provinces)],
  );
}

/** `41_43 north`; `41_41` on the database's own. */
export const toldRun = ({ name, server }: Run): string => `${name} ${server?.name ?? ''}`.trim();

/** @throws Conflict when an installation is divided otherwise than is asked: rows would have to move */
export function assertKept(standing: readonly string[], asked: readonly Run[]): void {
  const [now, then] = [standing.toSorted(), asked.map(toldRun).toSorted()];
  if (!now.every((run) => then.includes(run)))
    throw new Conflict(
      `数据库已经按「${now.join('，')}」划分，与本次要求的「${then.join('，')}」不同，没有改动。要把省份移到别的服务器，请按 server/db/nation/README.md「增加服务器」一节操作。`,
    );
}
