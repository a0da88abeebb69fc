import type { Hono } from 'hono';
import type { Permission } from '../../domain/staff/roles.ts';
import type { DashboardEnv } from './env.ts';

/** What a route asks of whoever asks: a permission of their role, which may ask for a fresh sign-in. */
export type Grant = Permission | FullGrant;
export type FullGrant = {
  readonly permission: Permission;
  /** A form that sends files says how many bytes they may have. */
  readonly uploadBytes?: number;
  /** The end of what a fresh sign-in began in the same session, which asked for it then. */
  readonly isBegun?: true;
};

/** Method and path below the module's own, as hono registers it, such as `POST /:customer/remove`. */
export type RouteName = `${'GET' | 'POST'} /${string}`;

/** A part of the dashboard: its pages under one path, who may open them, and where they stand in the navigation. */
export type DashboardModule = {
  /** Below `/dashboard/:merchant`, such as `/members`. */
  readonly path: `/${string}`;
  readonly routes: Hono<DashboardEnv>;
  /** Every route of `routes`, once. One that is not here answers nobody. */
  readonly access: Readonly<Record<RouteName, Grant>>;
  /** Null for a part that no link of the navigation leads to. */
  readonly nav: {
    readonly group: 'work' | 'settings';
    readonly label: string;
    /** One sentence, for the first page. */
    readonly about: string;
    /** The letter that leads there, after `g`. */
    readonly key?: string;
  } | null;
};
