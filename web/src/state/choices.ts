/** What an address can choose between: closed lists, in the order in which they are offered. Pure. */
import { Severity } from '../api/gql/enums.ts';

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

export const LANGS = ['zh', 'en'] as const;
export type Lang = (typeof LANGS)[number];

/** `published`: what others have printed about the region; `ledger`: what its own ledger gives; null: the page chooses. */
export const VIEWS = ['published', 'ledger'] as const;
export type View = (typeof VIEWS)[number];

/** `low`: worst first, as the API ranks; `high`: best first; `code`: the order of the region codes. */
export const SORTS = ['low', 'high', 'code'] as const;
export type Sort = (typeof SORTS)[number];

/** Which findings the quality page lists: all that have a problem, or those of one severity (NONE: the ones that agree). */
export const FINDING_SETS = ['problems', ...Severity] as const;
export type FindingSet = (typeof FINDING_SETS)[number];

/** How regions are classed by colour: by the bands of policy, or relative to this map. */
export const CLASSINGS = ['policy', 'quantile', 'natural'] as const;
export type Classing = (typeof CLASSINGS)[number];

/** `shortfall`: 100 − rate, for what piles up near 100; `change`: points since the quarter before, or since the year before where `against` says so. */
export const SCALES = ['rate', 'shortfall', 'change'] as const;
export type ScaleShown = (typeof SCALES)[number];

/** How a page arranges itself: overview map | tiles | counties, trends lines | multiples, compare table | bars | dumbbell. Null: its first. */
export const LAYOUTS = ['map', 'tiles', 'counties', 'lines', 'multiples', 'table', 'bars', 'dumbbell'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Which regions stand beside each other where none are chosen. */
export const AMONG = ['children', 'counties'] as const;
export type Among = (typeof AMONG)[number];

/** Earlier quarters in the divisions of their time, or in those of now. */
export const DIVISIONS = ['was', 'now'] as const;
export type Divisions = (typeof DIVISIONS)[number];

export const ROOMS = ['meeting', 'hall'] as const;
export type Room = (typeof ROOMS)[number];
export const FRAMES = ['16:9', '4:3'] as const;
export type Frame = (typeof FRAMES)[number];

/** By which parts the why card splits a change. */
export const SPLITS = ['children', 'sector', 'scale'] as const;
export type Split = (typeof SPLITS)[number];

/** Which organizations a list holds: those with a flag, to be checked, or all. */
export const LISTED = ['flagged', 'all'] as const;
export type Listed = (typeof LISTED)[number];

/** Parts of the administration, in the order of their tabs. */
export const ADMIN_TABS = ['users', 'grants', 'tokens', 'rules', 'targets', 'submissions', 'audit', 'backups'] as const;
export type AdminTab = (typeof ADMIN_TABS)[number];

/** Parts of /submit, in the order of their tabs. */
export const SUBMIT_PARTS = ['fill', 'mine', 'review', 'calendar', 'summary'] as const;
export type SubmitPart = (typeof SUBMIT_PARTS)[number];

/** Which submissions a reviewer lists: what waits to be judged first. */
export const REVIEWED = ['APPLIED', 'ACCEPTED', 'RETURNED', 'LOCKED'] as const;
export type Reviewed = (typeof REVIEWED)[number];
