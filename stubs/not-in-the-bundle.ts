/** Stands for a function that the bundle does without. */
export function absent(): never {
  throw new Error('PDFs are not signed here: the code that signs is not in the bundle (see stubs/)');
}

/** Stands for a class that the bundle does without: it can be extended, and not made. */
export class NotInTheBundle {
  constructor() {
    absent();
  }
}
