/** A list of whole numbers below 2³² that only grows: four bytes each, where a plain list of a million would take many times that. */
export class LongList {
  private numbers = new Uint32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const wider = new Uint32Array(this.length * 2);
      wider.set(this.numbers);
      this.numbers = wider;
    }
    this.numbers[this.length] = number;
    this.length += 1;
  }

  /** Of a place that is in the list. */
  at(place: number): number {
    return this.numbers[place] as number;
  }

  /** A view that lasts until the next `push`. */
  all(): Uint32Array<ArrayBuffer> {
    return this.numbers.subarray(0, this.length);
  }
}
