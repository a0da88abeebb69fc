import { Hono } from 'hono';
import { localDateAt } from '../../domain/calendar.ts';
import { may } from '../../domain/staff/roles.ts';
import { readHome } from '../../operations/dashboard/read-home.ts';
import { HOME } from '../../operations/dashboard/read-version.ts';
import { homePage } from '../../views/dashboard/home.tsx';
import { HOME_WORDS as words } from '../../views/dashboard/words/home.ts';
import type { DashboardEnv } from './env.ts';
import type { DashboardModule } from './module.ts';
import { respondBare, respondDashboard, within } from './respond.ts';

const routes = new Hono<DashboardEnv>().get('/', async (c) => {
  const { scope, role, timeZone } = c.get('staff');
  const ctx = c.get('ctx');
  const read = await readHome(ctx, { scope, timeZone });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const seen = { base: within(c, ''), timeZone, mayAnswer: may(role, 'move_money') };
  const { version, ...home } = read.value;
  const view = { ...home, ...seen, today: localDateAt(ctx.now(), timeZone) };
  const live = { of: HOME, from: version, seconds: null };
  return respondDashboard(c, 200, (context) => homePage({ ...view, said: context.said }, context), { live });
});

export const home: DashboardModule = {
  path: '/',
  routes,
  access: { 'GET /': 'see' },
  nav: { group: 'work', label: words.nav, about: words.about, key: 'h' },
};
