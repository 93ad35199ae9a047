/** The code of every page, as a chunk of its own, and what of it has come. */
import type { ComponentType } from 'react';
import type { Page } from './state/pages.ts';

type Code = () => Promise<{ readonly default: ComponentType }>;

const come = new Map<Page, ComponentType>();

const noted =
  (page: Page, load: Code): Code =>
  async () => {
    const code = await load();
    come.set(page, code.default);
    return code;
  };

/** Null until its code is there. */
export const codeCome = (page: Page): ComponentType | null => come.get(page) ?? null;

export const LOAD: Readonly<Record<Page, Code>> = {
  overview: noted('overview', () => import('./features/overview/OverviewPage.tsx')),
  trends: noted('trends', () => import('./features/trends/TrendsPage.tsx')),
  compare: noted('compare', () => import('./features/compare/ComparePage.tsx')),
  gaps: noted('gaps', () => import('./features/gaps/GapsPage.tsx')),
  organizations: noted('organizations', () => import('./features/organizations/OrganizationsPage.tsx')),
  activities: noted('activities', () => import('./features/activities/ActivitiesPage.tsx')),
  quality: noted('quality', () => import('./features/quality/QualityPage.tsx')),
  indicators: noted('indicators', () => import('./features/indicators/IndicatorsPage.tsx')),
  present: noted('present', () => import('./features/present/PresentPage.tsx')),
};
