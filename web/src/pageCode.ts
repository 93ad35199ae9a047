/** The code of every page, as a chunk of its own. */
import type { ComponentType } from 'react';
import type { Page } from './state/pages.ts';

export const LOAD = {
  overview: () => import('./features/overview/OverviewPage.tsx'),
  trends: () => import('./features/trends/TrendsPage.tsx'),
  compare: () => import('./features/compare/ComparePage.tsx'),
  gaps: () => import('./features/gaps/GapsPage.tsx'),
  organizations: () => import('./features/organizations/OrganizationsPage.tsx'),
  activities: () => import('./features/activities/ActivitiesPage.tsx'),
  quality: () => import('./features/quality/QualityPage.tsx'),
  indicators: () => import('./features/indicators/IndicatorsPage.tsx'),
  present: () => import('./features/present/PresentPage.tsx'),
} as const satisfies Record<Page, () => Promise<{ readonly default: ComponentType }>>;
