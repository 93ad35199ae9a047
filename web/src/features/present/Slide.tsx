import type { CSSProperties } from 'react';
import { presentWords } from '../../i18n/present.ts';
import { useWords } from '../../i18n/words.ts';
import { Badge } from '../../ui/Badge.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { clausesOf } from './plan.ts';
import { SlidePictures } from './SlidePictures.tsx';
import type { SlideContent } from './slideTypes.ts';
import './slide.css';

interface SlideProps {
  readonly content: SlideContent;
  /** A letter of the slide in pixels: a hundredth of its height, more in a hall. */
  readonly unit: number;
  readonly factor: number;
  /** `3 / 8`. */
  readonly page: string;
}

/** One slide: the finding as its title, a picture, the number it is about, and where it is from. Nothing on it needs a pointer. */
export function Slide({ content, unit, factor, page }: SlideProps) {
  const words = useWords(presentWords);
  const { title, subtitle, notice, headline, pictures, sentences, footer, sample, plan } = content;
  return (
    <article className={`slide slide-${content.kind}`} style={{ '--f': factor, '--aside': plan.aside } as CSSProperties}>
      <div className="slide-page">
        <header>
          <h1>
            {clausesOf(title).map((clause) => (
              <span key={clause}>{clause}</span>
            ))}
          </h1>
          {plan.subtitle && <p className="slide-sub">{subtitle}</p>}
          {notice !== null && (
            <p className="slide-sub">
              <strong>{notice}</strong>
            </p>
          )}
        </header>
        <div className={`slide-body headline-${plan.headline}`}>
          <div className="slide-main">
            <div className="slide-pictures">
              <SlidePictures pictures={pictures} unit={unit} label={words.chartOf(title)} />
            </div>
            {sentences.length > 0 && (
              <ul className="slide-sentences">
                {sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
          </div>
          {headline !== null && plan.headline !== 'none' && <Headline content={content} headline={headline} />}
        </div>
        <footer>
          {footer.map((entry) => (
            <span key={entry}>{entry}</span>
          ))}
          {sample !== null && <Badge kind="sample">{sample}</Badge>}
          <span className="slide-number">{page}</span>
        </footer>
      </div>
    </article>
  );
}

interface HeadlineProps {
  readonly content: SlideContent;
  readonly headline: NonNullable<SlideContent['headline']>;
}

function Headline({ content: { facts, worst }, headline: { name, text, unit, mark } }: HeadlineProps) {
  return (
    <aside className="slide-headline">
      <div className="slide-figure">
        <h2>{name}</h2>
        <p className="slide-value">
          {text}
          <span className="slide-unit">{unit}</span>
        </p>
        {mark !== null && (
          <p className="slide-state">
            <StateMark {...mark} />
          </p>
        )}
      </div>
      {facts.length > 0 && (
        <dl>
          {facts.map(({ term, strong, unit: counted }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                {strong}
                <small>{counted}</small>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {worst !== null && (
        <div className="slide-worst">
          <h3>{worst.title}</h3>
          <ol>
            {worst.rows.map((row) => (
              <li key={row.code}>
                <span>{row.name}</span>
                <b>
                  {row.text}
                  {row.mark !== null && <i className={`state ${row.mark.kind}`} data-shape={row.mark.shape} />}
                </b>
              </li>
            ))}
          </ol>
        </div>
      )}
    </aside>
  );
}
