import { useState, type ComponentType } from 'react';
import type { Access } from '../../api/access.ts';
import { submitWords } from '../../i18n/submit.ts';
import { useWords } from '../../i18n/words.ts';
import { useReminders } from '../../api/reminders.ts';
import { useNotices } from '../../state/notices.ts';
import type { SubmitPart } from '../../state/choices.ts';
import { useSelection } from '../../state/useSelection.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { NoPermission } from '../../ui/states.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { permissionsOf } from '../../view/may.ts';
import { CalendarPart } from './CalendarPart.tsx';
import { FillPart } from './FillPart.tsx';
import { MinePart } from './MinePart.tsx';
import type { PartProps } from './partProps.ts';
import { partsOf } from './parts.ts';
import { ReviewPart } from './ReviewPart.tsx';
import { SummaryPart } from './SummaryPart.tsx';
import '../../ui/form.css';
import '../../view/view.css';
import '../../view/list.css';
import '../../view/tools.css';
import './submit.css';
import './summary.css';
import './review.css';

const PART: Readonly<Record<SubmitPart, ComponentType<PartProps>>> = {
  fill: FillPart,
  mine: MinePart,
  review: ReviewPart,
  calendar: CalendarPart,
  summary: SummaryPart,
};

/** What an address of one part keeps when another is opened: place and time. */
const useParts = (open: readonly SubmitPart[]) => {
  const words = useWords(submitWords);
  const { selection, doorHref } = useSelection();
  const { region, period } = selection;
  const waiting = useReminders(open.includes('fill') || open.includes('review')).data?.reminders ?? [];
  const toReview = waiting.filter(({ kind }) => kind === 'TO_REVIEW').length;
  return open.map((name) => ({
    name,
    label: words.parts[name],
    href: doorHref('submit', { part: name, region, period }),
    count: { fill: waiting.length - toReview, review: toReview, mine: undefined, calendar: undefined, summary: undefined }[name],
  }));
};

/** 报送: from a workbook to an accepted quarter, in the parts that this reader's permissions open. */
export default function SubmitPage({ access }: { readonly access: Access }) {
  const words = useWords(submitWords);
  const { selection, problems } = useSelection();
  const notices = useNotices(problems);
  const [files, setFiles] = useState<readonly File[]>([]);
  const open = partsOf(permissionsOf(access));
  const tabs = useParts(open);
  const part = selection.part ?? open[0] ?? 'calendar';
  const Named = PART[part];
  return (
    <div className="submit-page">
      <PageTitle title={words.title} lead={open.length > 1 ? words.lead : words.leadReading} notices={notices} />
      <Tabs label={words.partsLabel} tabs={tabs} current={part} />
      <div className="page-body">
        {open.includes(part) ? (
          <Named access={access} files={files} onFiles={setFiles} />
        ) : (
          <NoPermission>{words.notThisPart(words.parts[part], words.needs[part])}</NoPermission>
        )}
      </div>
    </div>
  );
}
