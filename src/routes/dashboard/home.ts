import { Hono } from 'hono';
import { readHome } from '../../operations/dashboard/read-home.ts';
import { homePage } from '../../views/dashboard/home.tsx';
import { HOME_WORDS as words } from '../../views/dashboard/words/home.ts';
import { ROLE_NAMES } from '../../views/dashboard/words/roles.ts';
import type { DashboardEnv } from './env.ts';
import type { DashboardModule } from './module.ts';
import { respondBare, respondDashboard } from './respond.ts';

const routes = new Hono<DashboardEnv>().get('/', async (c) => {
  const { scope, role } = c.get('staff');
  const read = await readHome(c.get('ctx'), { scope });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const pages = c.get('nav').flatMap(({ items }) => items.filter(({ isCurrent }) => !isCurrent));
  const view = { ...read.value, role: ROLE_NAMES[role], pages };
  return respondDashboard(c, 200, (context) => homePage({ ...view, said: context.said }, context));
});

export const home: DashboardModule = {
  path: '/',
  routes,
  access: { 'GET /': 'see' },
  nav: { group: 'work', label: words.nav, about: words.about },
};
