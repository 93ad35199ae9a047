import { ListPager } from '../../view/ListPager.tsx';

/** Rows of a page of any list here. */
export const PAGE = 50;

interface PagerProps {
  readonly shown: number;
  readonly total: number;
  readonly unit: string;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

export const Pager = ({ pageInfo, ...rest }: PagerProps) => (
  <ListPager {...rest} next={pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null} />
);
