/** A flat bar of the final size in place of content that is on its way. */
export function Skeleton({ width = '100%', height }: { readonly width?: string; readonly height: string }) {
  return <span className="skeleton" style={{ width, height }} aria-hidden="true" />;
}

/** Several bars of one height, for the rows of a table. */
export function SkeletonRows({ rows, height = '30px' }: { readonly rows: number; readonly height?: string }) {
  return (
    <div className="skeletons">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} />
      ))}
    </div>
  );
}
