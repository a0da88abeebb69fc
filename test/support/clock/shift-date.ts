/** From here on `Date` runs ahead of the machine (behind it, if negative) by that many milliseconds. */
export function shiftDate(aheadMs: number): void {
  if (aheadMs === 0) return;
  const Machine = globalThis.Date;
  const machineNow = Machine.now.bind(Machine);
  Machine.now = () => machineNow() + aheadMs;
  globalThis.Date = new Proxy(Machine, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [target.now()] : args, newTarget),
  });
}
