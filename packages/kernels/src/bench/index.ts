/** Measuring ladders: who plans one, runs one, and says what came of it. */
export * from './types.ts'
export { asTheyRun, planLadder, PlanError, DEFAULT_WIDTH, usualBudgetMs, type LadderChoice } from './plan.ts'
export { runLadder, type LadderDoors } from './ladder.ts'
export { serveLadders, type LadderPort } from './runner.ts'
export { describeDevice, detectDevice, type NavigatorLike } from './device.ts'
export { scalings, withFigures, type Scaling } from './figures.ts'
export { QUALITY_WORDS } from './quality.ts'
export { machineClock, smallestStepUs, type Clock } from './clock.ts'
