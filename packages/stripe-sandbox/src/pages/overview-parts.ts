import type { Faults } from '../api/faults.ts';
import type { Link } from '../core/links.ts';
import type { Mover } from '../core/move-clock.ts';
import type { Kernel } from '../core/scope.ts';
import type { Courier } from '../webhooks/courier.ts';

/** What the overview shows and its buttons act on. */
export interface OverviewParts {
  kernel: Kernel;
  courier: Courier;
  faults: Faults;
  mover: Mover;
  links: readonly Link[];
}
