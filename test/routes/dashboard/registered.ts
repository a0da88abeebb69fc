import { dashboardRoutes } from '../../../src/routes/dashboard/index.ts';

/** Every concrete route that the dashboard has, once: what parses a form is registered beside what answers. */
export const registered = (): string[] => [
  ...new Set(
    dashboardRoutes.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`),
  ),
];
