import { useCallback, useMemo } from 'react';
import { barsOption } from '../../charts/barsOption.ts';
import { Chart } from '../../charts/Chart.tsx';
import { contributionOption } from '../../charts/contributionOption.ts';
import type { EChartsOption } from '../../charts/echartsTypes.ts';
import type { Box } from '../../charts/geometry.ts';
import { linesOption } from '../../charts/linesOption.ts';
import { mapOption } from '../../charts/mapOption.ts';
import { paintedTile } from '../../charts/patternTile.ts';
import { ratioOf } from '../../charts/shapes.ts';
import { chartThemeOf, type ChartTheme } from '../../charts/theme.ts';
import { waterfallOption } from '../../charts/waterfallOption.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { presentWords } from '../../i18n/present.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { LOOKS, projected, SLIDE_TYPE } from '../../theme/design.ts';
import { fillClass } from '../../view/swatch.ts';
import type { Picture } from './slideTypes.ts';
import { useSlideMap } from './useSlideMap.tsx';

/** Labels on a map are set up to a sixth smaller where shapes are narrow, in whole pixels: the size of the axis is what remains at least. */
const MAP_LETTERS = 1 / 0.82;

/** What charts of slides draw with; `unit` is a letter of the slide in pixels. */
function useSlideTheme(unit: number, letters: number): ChartTheme {
  const { theme } = useSelection().selection;
  return useMemo(
    () => chartThemeOf(projected(LOOKS[theme]), SLIDE_TYPE.axis * unit * letters, SLIDE_TYPE.value * unit, paintedTile),
    [theme, unit, letters],
  );
}

interface PictureProps<Kind extends Picture['kind']> {
  readonly picture: Extract<Picture, { kind: Kind }>;
  readonly unit: number;
  /** What the slide says, for those who do not see the picture. */
  readonly label: string;
}

type Plain = 'lines' | 'bars' | 'fall' | 'parts';

function optionOf(picture: Extract<Picture, { kind: Plain }>, theme: ChartTheme, box: Box): EChartsOption {
  switch (picture.kind) {
    case 'lines':
      return linesOption(picture.input, theme, box);
    case 'bars':
      return barsOption(picture.input, theme, box);
    case 'fall':
      return waterfallOption(picture.input, theme, box);
    case 'parts':
      return contributionOption(picture.input, theme, box);
  }
}

function PlainPicture({ picture, unit, label }: PictureProps<Plain>) {
  const theme = useSlideTheme(unit, 1);
  const option = useCallback((box: Box) => optionOf(picture, theme, box), [picture, theme]);
  const title = 'title' in picture ? picture.title : null;
  return (
    <figure className={`slide-picture ${picture.kind}`}>
      {title !== null && (
        <figcaption>
          <h2>{title}</h2>
          {picture.kind === 'fall' && <p>{picture.note}</p>}
        </figcaption>
      )}
      <Chart className="slide-chart" option={option} label={picture.kind === 'fall' ? picture.spoken : label} />
    </figure>
  );
}

/** Columns of a legend are of one height. */
const balanced = (entries: number, most: number): number => Math.ceil(entries / Math.max(1, Math.ceil(entries / most)));

function MapPicture({ picture, unit, label }: PictureProps<'map'>) {
  const words = useWords(overviewWords);
  const present = useWords(presentWords);
  const theme = useSlideTheme(unit, MAP_LETTERS);
  const { map, loading } = useSlideMap(picture.region);
  const { rows, classes, absences, note, strip } = picture;
  const legendRows = balanced(classes.length + absences.length, picture.legendRows);
  const option = useCallback(
    (box: Box): EChartsOption =>
      map === null
        ? {}
        : mapOption(
            map,
            { regions: rows, classes: classes.length, insetName: words.nanhai, unplaced: words.unplaced, projected: true },
            theme,
            box,
          ),
    [map, rows, classes, words, theme],
  );
  if (map === null)
    return loading ? null : <PlainPicture picture={{ kind: 'bars', input: picture.instead, title: null }} unit={unit} label={label} />;
  return (
    <figure className={`slide-picture map ${strip ? 'strip' : ''}`}>
      <Chart className="slide-chart" ratio={ratioOf(map)} option={option} label={label} />
      <figcaption>
        <ul className="slide-legend" aria-label={present.rangeBelow} style={{ gridTemplateRows: `repeat(${legendRows}, auto)` }}>
          {classes.map(({ range, fill }) => (
            <li key={range}>
              <i className={`swatch ${fillClass(fill, classes.length)}`} />
              {range}
            </li>
          ))}
          {absences.map(({ fill, word }) => (
            <li key={word}>
              <i className={`swatch ${fillClass(fill, 1)}`} />
              {word}
            </li>
          ))}
        </ul>
      </figcaption>
      {note !== null && <p className="slide-note">{note}</p>}
    </figure>
  );
}

interface SlidePicturesProps {
  readonly pictures: readonly Picture[];
  readonly unit: number;
  readonly label: string;
}

export function SlidePictures({ pictures, unit, label }: SlidePicturesProps) {
  const words = useWords(presentWords);
  if (pictures.length === 0) return <p className="slide-nothing">{words.noPicture}</p>;
  return pictures.map((picture, index) => {
    const key = `${picture.kind}-${index}`;
    return picture.kind === 'map' ? (
      <MapPicture key={key} picture={picture} unit={unit} label={label} />
    ) : (
      <PlainPicture key={key} picture={picture} unit={unit} label={label} />
    );
  });
}
