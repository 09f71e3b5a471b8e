// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

/** The planner's result: a plan, or why there is none. */
public sealed interface PlanResult permits Plan, Refusal {}
