import { useState } from 'react';
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useRegionSearch } from '../api/regions.ts';
import { viewWords } from '../i18n/view.ts';
import { regionName, useLang, useWords } from '../i18n/words.ts';

/** What is offered before anything is typed, and what a search finds. */
export interface OfferedRegion {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | null;
  readonly parent?: { readonly name: string; readonly nameEn?: string | null } | null;
}

interface RegionSearchProps {
  readonly label: string;
  readonly offered: readonly OfferedRegion[];
  readonly onChoose: (code: string) => void;
}

const SHOWN = 40;

/** Finds a region by a few letters of its name or code; the keyboard chooses as the mouse does. */
export function RegionSearch({ label, offered, onChoose }: RegionSearchProps) {
  const words = useWords(viewWords);
  const lang = useLang();
  const [typed, setTyped] = useState('');
  // The list closes when what is chosen changes: it is held until then, and let go, so that the same can be chosen again.
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useRegionSearch(typed.trim());
  const items: readonly OfferedRegion[] = typed.trim() === '' ? offered : (found.data?.regions ?? []).slice(0, SHOWN);
  return (
    <ComboBox
      className="region-search"
      aria-label={label}
      items={items}
      inputValue={typed}
      onInputChange={setTyped}
      selectedKey={chosen}
      onOpenChange={(open) => {
        if (!open) setChosen(null);
      }}
      onSelectionChange={(key) => {
        if (key === null) return;
        setChosen(String(key));
        setTyped('');
        onChoose(String(key));
      }}
      menuTrigger="focus"
      allowsEmptyCollection
      defaultFilter={() => true}
    >
      <div className="region-field">
        <Input className="field" placeholder={label} />
        <Button className="region-open" aria-label={label}>
          <i aria-hidden="true" />
        </Button>
      </div>
      <Popover className="menu-box" placement="bottom start">
        <ListBox<OfferedRegion>
          className="menu"
          renderEmptyState={() => <p className="menu-empty">{typed.trim() === '' ? words.jumpHint : words.jumpNone}</p>}
        >
          {(region) => (
            <ListBoxItem id={region.code} textValue={regionName(region, lang)} className="menu-item">
              {regionName(region, lang)}
              <small>{region.parent ? regionName(region.parent, lang) : region.code}</small>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
