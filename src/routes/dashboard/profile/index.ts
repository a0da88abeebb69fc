import { Hono } from 'hono';
import { LOGO_LIMITS } from '../../../domain/image/limits.ts';
import { PROFILE_WORDS as words } from '../../../views/dashboard/words/profile.ts';
import type { DashboardEnv } from '../env.ts';
import type { DashboardModule } from '../module.ts';
import { accounts } from './accounts.ts';
import { history } from './history.ts';
import { look } from './look.ts';
import { overview } from './overview.ts';
import { FORM_SECTIONS, sections } from './sections.ts';

const routes = new Hono<DashboardEnv>()
  .route('/', overview)
  .route('/', look)
  .route('/', accounts)
  .route('/', history)
  .route('/', sections);

const SECTION_ROUTES = Object.fromEntries(
  FORM_SECTIONS.flatMap((section) => [
    [`GET /${section}`, 'edit_profile'] as const,
    [`POST /${section}`, 'edit_profile'] as const,
  ]),
);

/** What the business says of itself, and how it collects. */
export const profile: DashboardModule = {
  path: '/profile',
  routes,
  access: {
    'GET /': 'see',
    'GET /look': 'edit_profile',
    'POST /look': 'edit_profile',
    'POST /look/preview': 'edit_profile',
    // A file that is too large is told so in words, so somewhat more than a logo may come.
    'POST /look/logo': { permission: 'edit_profile', uploadBytes: LOGO_LIMITS.bytes * 4 },
    'POST /look/logo/remove': 'edit_profile',
    'GET /look/sample/page': 'edit_profile',
    'GET /look/sample/mail': 'edit_profile',
    'GET /look/sample/pdf': 'edit_profile',
    'GET /accounts': 'edit_bank_accounts',
    'POST /accounts/add': 'edit_bank_accounts',
    'POST /accounts/use': 'edit_bank_accounts',
    'GET /accounts/close': 'edit_bank_accounts',
    'POST /accounts/close': 'edit_bank_accounts',
    'POST /accounts/text': 'edit_bank_accounts',
    'GET /history': 'see',
    'GET /history/restore': 'edit_bank_accounts',
    'POST /history/restore': 'edit_bank_accounts',
    ...SECTION_ROUTES,
  },
  nav: { group: 'settings', label: words.nav, about: words.about, key: 'r' },
};
