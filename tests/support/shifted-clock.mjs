// Preloaded into every process of a cluster under test (`NODE_OPTIONS=--import …`): their clocks all run ahead by the same
// stretch, so that a day can end in the middle of a test. Timers and stopwatches are not touched.
const offsetMs = Number(process.env.TEST_CLOCK_OFFSET_MS ?? 0)
const RealDate = globalThis.Date
if (offsetMs !== 0) {
  globalThis.Date = class Date extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + offsetMs)
      else super(...given)
    }
    static now() {
      return RealDate.now() + offsetMs
    }
  }
}
