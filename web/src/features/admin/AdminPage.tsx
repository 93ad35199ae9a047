import type { Access } from '../../api/access.ts';
export default function AdminPage({ access }: { readonly access: Access }) {
  return <p>{access.site.notice}</p>;
}
