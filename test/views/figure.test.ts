import { expect, it } from 'vitest';
import { isLongFigure } from '../../src/views/components/figure.ts';

it('an amount that the largest size would break at 320 px is smaller', () => {
  expect(['$1,569.20', '$46,307.10', '1.234.567,89\u00a0€'].map(isLongFigure)).toEqual([false, false, false]);
  expect(['$9,999,999,999.99', 'KWD\u00a01,234,567.890'].map(isLongFigure)).toEqual([true, true]);
});
