import { books } from './books.ts';
import { compose } from './compose/index.ts';
import { customerImports } from './customer-imports.ts';
import { customers } from './customers.ts';
import { find } from './find.ts';
import { home } from './home.ts';
import { invoice } from './invoice/index.ts';
import { invoiceImports } from './invoice-imports.ts';
import { bulk } from './invoices/bulk.ts';
import { invoiceList } from './invoices/list.ts';
import { live } from './live.ts';
import { mapping } from './mapping.ts';
import { marketplace } from './marketplace.ts';
import { members } from './members.ts';
import type { DashboardModule } from './module.ts';
import { payments } from './payments/index.ts';
import { profile } from './profile/index.ts';
import { scheduleImports, subscriptionImports } from './schedule-imports.ts';
import { schedules } from './schedules/index.ts';
import { stripe } from './stripe.ts';
import { webhooks } from './webhooks/index.ts';
import { work } from './work/index.ts';

/** Every part of the dashboard, in the order of the navigation. */
export const MODULES: readonly DashboardModule[] = [
  home,
  find,
  live,
  invoiceList,
  customers,
  customerImports,
  bulk,
  compose,
  invoice,
  invoiceImports,
  scheduleImports,
  subscriptionImports,
  schedules,
  payments,
  books,
  work,
  members,
  profile,
  webhooks,
  marketplace,
  stripe,
  mapping,
];
