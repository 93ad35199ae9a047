/** A view said in words: the finding, what it rests on, and whether it may be shown. Rules only; every sentence names the query that gives its numbers. */
import type { Band } from '../domain/bands.ts';
import type { Basis } from '../domain/bases.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { Quarter } from '../domain/period.ts';
import type { Rate } from '../domain/rate.ts';
import type { Words } from '../domain/words.ts';
import type { Receipt } from './types.ts';

/** Views that have a finding. `why` is the card behind one region. */
export const BRIEF_PAGES = ['overview', 'trends', 'compare', 'gaps', 'organizations', 'activities', 'quality', 'why'] as const;
export type BriefPage = (typeof BRIEF_PAGES)[number];

export interface BriefAsk {
  readonly page: BriefPage;
  readonly region: string;
  /** The latest quarter otherwise. */
  readonly period?: string | undefined;
  readonly indicator?: IndicatorId | undefined;
  readonly basis?: Basis | undefined;
  /** Regions set beside this one, in the order of the address. */
  readonly regions?: readonly string[] | undefined;
}

/** The GraphQL document and its variables that answer with the numbers of a sentence. */
export interface Trace {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** `tone` carries shape and word beside any colour: GOOD ●, BAD ▼, PLAIN none. */
export interface Statement {
  readonly id: string;
  readonly text: Words;
  readonly tone: 'GOOD' | 'BAD' | 'PLAIN';
  readonly trace: Trace;
}

/** One line under the headline number: «差额 325 家». */
export interface BriefFact {
  readonly term: Words;
  readonly strong: string;
  readonly unit: Words;
}

export const BRIEF_WARNINGS = ['STALE', 'INCOMPLETE', 'NOT_ACCEPTED', 'NO_VALUE'] as const;
export type BriefWarningKind = (typeof BRIEF_WARNINGS)[number];

export interface Brief {
  readonly ask: {
    readonly page: BriefPage;
    readonly region: string;
    readonly period: Quarter;
    readonly indicator: IndicatorId;
    readonly basis: Basis | null;
  };
  /** States the finding: «洛阳市组织覆盖率连续三季上升，高出目标 1.9 个百分点». */
  readonly title: Words;
  /** What is measured, how and when: «党的组织覆盖率（%），正常经营口径，2023Q4 至 2025Q4». */
  readonly subtitle: Words;
  readonly headline: {
    readonly name: Words;
    readonly rate: Rate;
    readonly text: string;
    readonly unit: Words;
    readonly band: Band | null;
    readonly target: number | null;
  } | null;
  /** At most six. */
  readonly facts: readonly BriefFact[];
  /** Three, in falling weight. */
  readonly statements: readonly Statement[];
  readonly asOf: string;
  readonly receipt: Receipt;
  readonly demo: boolean;
  /** What speaks against showing it, each with its sentence; none when it may be shown as it is. */
  readonly warnings: readonly { readonly kind: BriefWarningKind; readonly text: Words }[];
}

export interface BulletinAsk {
  readonly region: string;
  readonly period?: string | undefined;
  readonly basis?: Basis | undefined;
}

/** One column of a bulletin's table; cells are already text, a missing value is its word. */
export interface BulletinTable {
  readonly id: string;
  readonly title: Words;
  readonly columns: readonly { readonly label: Words; readonly numeric: boolean }[];
  readonly rows: readonly (readonly Words[])[];
}

/** `chart` names a picture of the view that the section draws: the trend, the ranked bars, the map or the split of the change. */
export interface BulletinSection {
  readonly id: 'level' | 'change' | 'ranking' | 'moves' | 'target' | 'structure' | 'activity' | 'receipt' | 'quality';
  readonly heading: Words;
  readonly statements: readonly Statement[];
  readonly tables: readonly BulletinTable[];
  readonly charts: readonly ('trend' | 'ranking' | 'map' | 'split')[];
}

/** 季度通报, drafted by rule. */
export interface Bulletin {
  readonly region: string;
  readonly period: Quarter;
  readonly basis: Basis;
  readonly title: Words;
  readonly asOf: string;
  readonly receipt: Receipt;
  readonly demo: boolean;
  readonly sections: readonly BulletinSection[];
}
