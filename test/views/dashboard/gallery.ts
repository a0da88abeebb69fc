import { bulkGallery } from './bulk-gallery.ts';
import { composeGallery } from './compose-gallery.ts';
import { customersGallery } from './customers-gallery.ts';
import { findGallery } from './find-gallery.ts';
import { homeGallery } from './home-gallery.ts';
import { invoiceGallery } from './invoice-gallery.ts';
import { mappingGallery } from './mapping-gallery.ts';
import { moneyGallery } from './money-gallery.ts';
import { peopleGallery } from './people-gallery.ts';
import { profileGallery } from './profile-gallery.ts';
import { scheduleFilesGallery } from './schedule-files-gallery.ts';
import { schedulesGallery } from './schedules-gallery.ts';
import { stripeGallery } from './stripe-gallery.ts';
import { takeOverGallery } from './take-over-gallery.ts';
import { webhooksGallery } from './webhooks-gallery.ts';
import { workGallery } from './work-gallery.ts';

/** Every page of the dashboard, in its states. It is in English whatever the language. */
export async function dashboardGallery() {
  const parts = [
    await homeGallery(),
    await findGallery(),
    await peopleGallery(),
    await customersGallery(),
    await moneyGallery(),
    await workGallery(),
    await invoiceGallery(),
    await composeGallery(),
    await schedulesGallery(),
    await bulkGallery(),
    await profileGallery(),
    await takeOverGallery(),
    await scheduleFilesGallery(),
    await mappingGallery(),
    await stripeGallery('en'),
    await webhooksGallery(),
  ];
  return parts.flat().map(({ name, html }) => ({ name: `dashboard-${name}`, html }));
}
