import { home } from './home.ts';
import { members } from './members.ts';
import type { DashboardModule } from './module.ts';

/** Every part of the dashboard, in the order of the navigation. */
export const MODULES: readonly DashboardModule[] = [home, members];
