import { useState } from 'react';
import { explorerWords } from '../../i18n/explorer.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useWords } from '../../i18n/words.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { ExamplesSection } from './ExamplesSection.tsx';
import { GuideSection } from './GuideSection.tsx';
import { SavedSection } from './SavedSection.tsx';
import { TokensSection } from './TokensSection.tsx';
import type { Tabs } from './useTabs.ts';
import type { TokenInUse } from './useToken.ts';

const SECTIONS = ['examples', 'saved', 'tokens', 'guide'] as const;
type Section = (typeof SECTIONS)[number];

interface RailProps {
  readonly tabs: Tabs;
  readonly token: TokenInUse;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** The left column: what can be opened, what was kept, how the interface is used. */
export function Rail({ tabs, token, open, onOpen }: RailProps) {
  const words = useWords(explorerWords);
  const shell = useWords(shellWords);
  const [section, setSection] = useState<Section>('examples');
  const label = open ? words.hideRail : words.showRail;
  return (
    <aside className="rail" aria-label={words.rail}>
      <div className="rail-head">
        {open && (
          <Segmented
            label={words.rail}
            options={SECTIONS.map((value) => ({ value, label: words.sections[value] }))}
            value={section}
            onChange={setSection}
          />
        )}
        <button
          type="button"
          className="rail-fold"
          aria-label={label}
          title={label}
          aria-expanded={open}
          onClick={() => {
            onOpen(!open);
          }}
        >
          {open ? '«' : '»'}
          {!open && <span className="fold-words">{words.rail}</span>}
        </button>
      </div>
      {open && (
        <div className="rail-body" tabIndex={-1}>
          {section === 'examples' && <ExamplesSection tabs={tabs} />}
          {section === 'saved' && <SavedSection tabs={tabs} secret={token.used?.secret ?? null} />}
          {section === 'tokens' && <TokensSection token={token} />}
          {section === 'guide' && <GuideSection />}
          <p className="rail-foot">
            <a href="third-party-notices.txt">{shell.notices}</a>
          </p>
        </div>
      )}
    </aside>
  );
}
