import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import type { Dataset } from '../api/dataset.ts';
import { viewWords } from '../i18n/view.ts';
import { useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import { SUFFIXES, type Suffix } from '../state/pages.ts';
import { copyText } from '../ui/CopyButton.tsx';
import { useMay } from './useMay.ts';

/** In the order in which people ask for them. */
const OFFERED: readonly Suffix[] = ['docx', 'pptx', 'pdf', 'xlsx', 'csv', 'png', 'svg', 'json'];
if (OFFERED.length !== SUFFIXES.length) throw new Error('a suffix is not offered');

/** The region's quarterly bulletin, drafted by rule. */
const BULLETIN = ['docx', 'pdf'] as const satisfies readonly Suffix[];

/** The same view as a file, or as an address to send on. */
export function ExportMenu({ dataset }: { readonly dataset: Dataset }) {
  const words = useWords(viewWords);
  const { page, hrefFor, fileOf, selection } = useSelection();
  const mayRead = useMay('READ');
  if (page === null || page === 'present' || !mayRead) return null;
  const address = (version: string | null): string => new URL(hrefFor({ version }), location.href).href;
  return (
    <MenuTrigger>
      <Button className="button">{words.files}</Button>
      <Popover className="menu-box" placement="bottom end">
        <Menu className="menu" aria-label={words.files}>
          {page === 'overview' &&
            selection.why === null &&
            BULLETIN.map((suffix) => (
              <MenuItem key={`bulletin ${suffix}`} className="menu-item" href={fileOf(suffix, {}, 'bulletin')} download="">
                {words.bulletin[suffix]}
                <small>.{suffix}</small>
              </MenuItem>
            ))}
          {OFFERED.map((suffix) => (
            <MenuItem key={suffix} className="menu-item" href={fileOf(suffix)} download="">
              {words.suffix[suffix]}
              <small>.{suffix}</small>
            </MenuItem>
          ))}
          <Separator className="menu-rule" />
          <MenuItem className="menu-item" onAction={() => void copyText(address(selection.version))}>
            {words.copyLink}
          </MenuItem>
          <MenuItem className="menu-item" onAction={() => void copyText(address(selection.version ?? dataset.version))}>
            {words.copyFrozen}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
