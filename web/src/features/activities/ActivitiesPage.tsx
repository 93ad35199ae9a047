import { LedgerPage } from '../../view/LedgerPage.tsx';
export default function ActivitiesPage() { return <LedgerPage title="活动" filtered>{() => <p className="page-body">…</p>}</LedgerPage>; }
