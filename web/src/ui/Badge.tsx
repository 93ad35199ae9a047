import type { ReactNode } from 'react';

/** A short mark in a frame. `sample` is dashed: numbers that are not real. */
export function Badge({
  kind = 'plain',
  title,
  children,
}: {
  readonly kind?: 'plain' | 'sample' | 'strong' | 'middle';
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={`badge ${kind}`} title={title}>
      {children}
    </span>
  );
}
