/** What an address holds, and what stands where it says nothing. Pure. */
import type {
  AuditAction,
  AuditChain,
  AuditOutcome,
  Basis,
  DifferenceKind,
  Form,
  GapReason,
  Indicator,
  Industry,
  LedgerSheet,
  Management,
  ProblemSeverity,
  Role,
  SecretarySource,
  Setup,
  ShellFlag,
  Subject,
  UnitKind,
  UnitSector,
  UnitStatus,
} from '../api/gql/enums.ts';
import type {
  AdminTab,
  Among,
  Classing,
  Divisions,
  FindingSet,
  Frame,
  Lang,
  Layout,
  Listed,
  Reviewed,
  Room,
  ScaleShown,
  Sort,
  Split,
  SubmitPart,
  Theme,
  View,
} from './choices.ts';
import type { PlaylistEntry } from './playlist.ts';

export interface Selection {
  /** GB/T 2260 code of six digits, nine for a township, or `P…` for a park. */
  readonly region: string;
  /** A quarter, `2025Q4`; null: the latest that the server has. */
  readonly period: string | null;
  /** The quarter set beside it; null: none, or the one before. */
  readonly against: string | null;
  readonly indicator: Indicator;
  /** Further indicators, on pages that draw several. */
  readonly indicators: readonly Indicator[];
  readonly basis: Basis;
  /** The basis set beside it. */
  readonly versus: Basis | null;
  /** Regions set beside each other; empty: the page chooses (the children of the region). */
  readonly regions: readonly string[];
  readonly among: Among;
  readonly divisions: Divisions;
  /** The one that stands out, by region code; null: the page chooses. */
  readonly focus: string | null;
  readonly subject: Subject;
  /** Conditions on units; empty: all. */
  readonly kind: readonly UnitKind[];
  readonly sector: readonly UnitSector[];
  readonly industry: readonly Industry[];
  readonly management: readonly Management[];
  readonly status: readonly UnitStatus[];
  /** Only what a reviewer has accepted. */
  readonly accepted: boolean;
  /** Conditions on the lists of single units and organizations. */
  readonly reason: readonly GapReason[];
  /** Staff at least; null: any. */
  readonly minStaff: number | null;
  readonly form: readonly Form[];
  readonly setup: readonly Setup[];
  readonly secretary: readonly SecretarySource[];
  readonly flags: readonly ShellFlag[];
  readonly listed: Listed;
  readonly view: View | null;
  readonly layout: Layout | null;
  readonly classes: Classing;
  readonly scale: ScaleShown;
  readonly sort: Sort;
  /** A column of a table to sort by, `-gap` downwards; null: the order of the report. */
  readonly order: string | null;
  readonly findings: FindingSet;
  /** Id of the finding drawn large; null: the worst of the set. */
  readonly finding: string | null;
  /** Code of the region whose why card lies over the page. */
  readonly why: string | null;
  readonly split: Split | null;
  /** What is typed into the search box of a page. */
  readonly search: string;
  /** Cursor of the page of a list that is shown. */
  readonly after: string | null;
  /** Slides of a meeting in their order; none: the playlist of the region, unless somebody has emptied the list. */
  readonly slide: readonly PlaylistEntry[];
  readonly emptied: boolean;
  /** Which slide is shown, from 0; null: the meeting has not begun. */
  readonly at: number | null;
  readonly room: Room;
  readonly frame: Frame;
  readonly labels: boolean;
  readonly edit: boolean;
  /** `v12`: the data as they were in that version; null: as they are. */
  readonly version: string | null;
  /** `2026-07-20`: as it was known at the end of that day; null: now. */
  readonly asKnownOn: string | null;
  /** Part of the administration; null: the first that the reader may see. */
  readonly tab: AdminTab | null;
  /** Part of /submit; null: the first that the reader may use. */
  readonly part: SubmitPart | null;
  /** Ids of the upload and of the submission that are shown. */
  readonly upload: string | null;
  readonly submission: string | null;
  /** Conditions on the problems of an upload: how bad, and which rule. */
  readonly severity: ProblemSeverity | null;
  readonly problem: string | null;
  /** Which rows of a difference are listed. */
  readonly sheet: LedgerSheet;
  readonly changed: readonly DifferenceKind[];
  readonly reviewed: Reviewed;
  /** Id of the user whose card is open. */
  readonly user: string | null;
  readonly role: Role | null;
  /** Conditions on the audit log: a name, kinds of event, outcome, chain, first and last day. */
  readonly actor: string;
  readonly action: readonly AuditAction[];
  readonly outcome: AuditOutcome | null;
  readonly chain: AuditChain | null;
  readonly since: string | null;
  readonly until: string | null;
  /** Where to go after signing in: an address of this app below its base path. */
  readonly back: string | null;
  readonly theme: Theme;
  readonly lang: Lang;
}

export const NATION = '100000';

export const DEFAULTS: Selection = {
  region: NATION,
  period: null,
  against: null,
  indicator: 'PARTY_ORG_COVERAGE',
  indicators: [],
  basis: 'OPERATING',
  versus: null,
  regions: [],
  among: 'children',
  divisions: 'was',
  focus: null,
  subject: 'PARTY',
  kind: [],
  sector: [],
  industry: [],
  management: [],
  status: [],
  accepted: false,
  reason: [],
  minStaff: null,
  form: [],
  setup: [],
  secretary: [],
  flags: [],
  listed: 'flagged',
  view: null,
  layout: null,
  classes: 'policy',
  scale: 'rate',
  sort: 'low',
  order: null,
  findings: 'problems',
  finding: null,
  why: null,
  split: null,
  search: '',
  after: null,
  slide: [],
  emptied: false,
  at: null,
  room: 'meeting',
  frame: '16:9',
  labels: true,
  edit: false,
  version: null,
  asKnownOn: null,
  tab: null,
  part: null,
  upload: null,
  submission: null,
  severity: null,
  problem: null,
  sheet: 'UNITS',
  changed: [],
  reviewed: 'APPLIED',
  user: null,
  role: null,
  actor: '',
  action: [],
  outcome: null,
  chain: null,
  since: null,
  until: null,
  back: null,
  theme: 'light',
  lang: 'zh',
};
