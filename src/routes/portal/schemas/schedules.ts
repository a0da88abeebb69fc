import { z } from 'zod';
import { id } from './fields.ts';

export const schedulePath = z.object({ schedule: id('sch') });
