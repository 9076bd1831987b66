"""The peer of `sharkfin bench --python` for methods with error control: SciPy's solve_ivp, one sweep after another as it offers, and
JAX's jax.experimental.ode.odeint (Dormand-Prince 5(4) too), compiled, all sweeps in one call.

Reads lines of JSON from standard input and answers each with one:
    {"solver", "problem", "parameters": [[...]], "sweep": {"from", "to", "duration", "steps"}, "relative", "absolute"}
    {"seconds", "version", "observed": [[...]]}, or {"missing": "scipy"}
`observed` is what the recipe observes at t = k duration/(steps - 1), k = 1 to steps. What compiles has compiled before the clock starts.
"""
import json
import sys
import time
from functools import lru_cache


def times_of(sweep):
    return [k * sweep["duration"] / (sweep["steps"] - 1) for k in range(1, sweep["steps"] + 1)]


# Swept Duffing oscillator in the rotating frame, z = x + i p; parameters omega0, gamma, epsilon; f = 1


def duffing(sweep):
    start, rate = sweep["from"], (sweep["to"] - sweep["from"]) / sweep["duration"]

    def slope(t, y, omega0, gamma, epsilon):
        x, p = y
        shift = omega0 - start - rate * t + epsilon * (x * x + p * p)
        return [shift * p - 0.5 * gamma * x, 1.0 - shift * x - 0.5 * gamma * p]

    def jacobian(t, y, omega0, gamma, epsilon):
        x, p = y
        shift = omega0 - start - rate * t + epsilon * (x * x + p * p)
        a, b = 2 * epsilon * x, 2 * epsilon * p
        return [[a * p - 0.5 * gamma, b * p + shift], [-a * x - shift, -b * x - 0.5 * gamma]]

    return slope, jacobian, [0.0, 0.0], lambda y: (y[0] ** 2 + y[1] ** 2) ** 0.5


# Van der Pol's free oscillator; parameter mu


def van_der_pol(sweep):
    def slope(t, y, mu):
        x, v = y
        return [v, mu * (1.0 - x * x) * v - x]

    def jacobian(t, y, mu):
        x, v = y
        return [[0.0, 1.0], [-2.0 * mu * x * v - 1.0, mu * (1.0 - x * x)]]

    return slope, jacobian, [2.0, 0.0], lambda y: y[0]


PROBLEMS = {"duffing": duffing, "van-der-pol": van_der_pol}
IMPLICIT = {"Radau", "LSODA", "BDF"}


def with_scipy(request):
    import numpy
    import scipy
    from scipy.integrate import solve_ivp

    sweep = request["sweep"]
    slope, jacobian, initial, observe = PROBLEMS[request["problem"]](sweep)
    times = numpy.array(times_of(sweep))
    options = {"method": request["solver"], "t_eval": times, "rtol": request["relative"], "atol": request["absolute"]}
    if request["solver"] in IMPLICIT:
        options["jac"] = jacobian
    begin = time.perf_counter()
    solved = [solve_ivp(slope, (0.0, times[-1]), initial, args=tuple(drawn), **options).y for drawn in request["parameters"]]
    seconds = time.perf_counter() - begin
    return {"seconds": seconds, "version": f"SciPy {scipy.__version__}", "observed": [observe(y).tolist() for y in solved]}


@lru_cache
def compiled(problem, sweep, relative, absolute):
    import jax
    import jax.numpy as jnp
    from jax.experimental.ode import odeint

    jax.config.update("jax_enable_x64", True)
    slope, _, initial, observe = PROBLEMS[problem](dict(sweep))
    times = jnp.array([0.0, *times_of(dict(sweep))])

    def one(drawn):
        y = odeint(lambda y, t: jnp.array(slope(t, y, *drawn)), jnp.array(initial), times, rtol=relative, atol=absolute)
        return observe(y[1:].T)

    return jax.jit(jax.vmap(one))


warm = set()


def with_jax(request):
    import jax
    import numpy

    key = (request["problem"], tuple(request["sweep"].items()), request["relative"], request["absolute"])
    solve, drawn = compiled(*key), numpy.array(request["parameters"])
    if (key, drawn.shape) not in warm:
        jax.block_until_ready(solve(drawn))
        warm.add((key, drawn.shape))
    begin = time.perf_counter()
    observed = jax.block_until_ready(solve(drawn))
    seconds = time.perf_counter() - begin
    return {"seconds": seconds, "version": f"JAX {jax.__version__}", "observed": observed.tolist()}


print("ready", flush=True)
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = with_jax(request) if request["solver"] == "odeint" else with_scipy(request)
    except ModuleNotFoundError as error:
        answer = {"missing": error.name}
    print(json.dumps(answer), flush=True)
