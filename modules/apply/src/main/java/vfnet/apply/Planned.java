package vfnet.apply;

/** The planner's answer: a plan, or why there is none. */
public sealed interface Planned permits Plan, Refusal {}
