import { presentWords } from '../../i18n/present.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { FRAMES, ROOMS, THEMES, type Frame, type Room, type Theme } from '../../state/choices.ts';
import type { PlaylistEntry } from '../../state/playlist.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { LinkButton } from '../../ui/ViewLink.tsx';
import { AddSlide } from './AddSlide.tsx';
import { Checks } from './Checks.tsx';
import { Playlist } from './Playlist.tsx';
import type { HeldMeeting } from './useMeeting.ts';
import { enterFull } from './useStage.ts';
import './start.css';

interface StartPageProps {
  readonly held: HeldMeeting;
  readonly notices: readonly string[];
  /** The show has just been left. */
  readonly returned: boolean;
}

/** Before the start: what will be shown, how, and whether anything speaks against it. */
export function StartPage({ held, notices, returned }: StartPageProps) {
  const words = useWords(presentWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection, set, hrefOf, hrefFor } = useSelection();
  const { scene, slides, version, isDefault } = held;
  const entries = slides.map(({ entry }) => entry);
  const begin = (): void => {
    enterFull();
    set({ version, at: 0, focus: null, edit: false });
  };
  return (
    <main className="present-start">
      <PageTitle
        title={lang === 'zh' ? `${scene.name}${words.title}` : `${words.title}: ${scene.name}`}
        lead={words.lead}
        notices={notices}
        beside={
          <>
            <span className="when">{periodText(scene.period, lang)}</span>
            {scene.dataset.demo && (
              <Badge kind="sample" title={shell.sampleNote}>
                {shell.sample}
              </Badge>
            )}
          </>
        }
      >
        <LinkButton href={hrefOf('overview')}>{words.leave}</LinkButton>
      </PageTitle>
      <div className="page-body start-body">
        <div className="start-list">
          <Playlist held={held} />
          {selection.edit && <AddSlide entries={entries} scene={scene} />}
        </div>
        <div className="start-side">
          <Panel title={words.checks} note={selection.version === null ? words.frozen(version) : words.frozenNow(version)}>
            <Checks held={held} begin={begin} returned={returned} />
          </Panel>
          <Settings />
          {entries.length > 0 && <Exports entries={entries} version={version} />}
          {!isDefault && entries.length > 0 && (
            <LinkButton href={hrefFor({ slide: [], at: null })} className="start-default">
              {words.toDefault}
            </LinkButton>
          )}
        </div>
      </div>
    </main>
  );
}

/** The same slides as a file, of the same version. */
function Exports({ entries, version }: { readonly entries: readonly PlaylistEntry[]; readonly version: string }) {
  const words = useWords(presentWords);
  const { fileOf } = useSelection();
  return (
    <Panel title={words.exports}>
      <p className="start-exports">
        {(['pptx', 'pdf'] as const).map((suffix) => (
          <a key={suffix} className="button" href={fileOf(suffix, { slide: entries, version, at: null, edit: false })} download="">
            {words.files[suffix]}
          </a>
        ))}
      </p>
    </Panel>
  );
}

function Settings() {
  const words = useWords(presentWords);
  const { selection, set } = useSelection();
  return (
    <Panel title={words.settings}>
      <div className="start-settings">
        <div className="control">
          <span className="name">{words.room}</span>
          <Segmented
            label={words.room}
            options={ROOMS.map((value: Room) => ({ value, label: words.rooms[value], hint: words.roomHint[value] }))}
            value={selection.room}
            onChange={(room) => set({ room })}
          />
          <p className="small muted">{words.roomHint[selection.room]}</p>
        </div>
        <div className="control">
          <span className="name">{words.frame}</span>
          <Segmented
            label={words.frame}
            options={FRAMES.map((value: Frame) => ({ value, label: value }))}
            value={selection.frame}
            onChange={(frame) => set({ frame })}
          />
        </div>
        <div className="control">
          <span className="name">{words.theme}</span>
          <Segmented
            label={words.theme}
            options={THEMES.map((value: Theme) => ({ value, label: words.themes[value], hint: words.themeHint[value] }))}
            value={selection.theme}
            onChange={(theme) => set({ theme })}
          />
        </div>
        <div className="control">
          <span className="name">{words.labels}</span>
          <Segmented
            label={words.labels}
            options={[
              { value: 'on', label: words.labelsOn },
              { value: 'off', label: words.labelsOff },
            ]}
            value={selection.labels ? 'on' : 'off'}
            onChange={(labels) => set({ labels: labels === 'on' })}
          />
        </div>
      </div>
    </Panel>
  );
}
