import { home } from './home.ts';
import { marketplace } from './marketplace.ts';
import { members } from './members.ts';
import type { DashboardModule } from './module.ts';
import { stripe } from './stripe.ts';

/** Every part of the dashboard, in the order of the navigation. */
export const MODULES: readonly DashboardModule[] = [home, members, marketplace, stripe];
