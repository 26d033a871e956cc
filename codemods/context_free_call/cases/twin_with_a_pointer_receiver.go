package counter

import "context"

type counter struct{ n int }

func (c counter) tick(by int) int { return c.n + by }

func (c *counter) tickContext(ctx context.Context, by int) int {
	if ctx.Err() != nil {
		return 0
	}
	c.n += by
	return c.n
}

type held struct {
	*counter
	own counter
}

func made() counter { return counter{n: 1} }

func madeAway() *counter { return &counter{n: 1} }

// What has no address has no such method.
func without(ctx context.Context, byName map[string]counter, inMap map[string]held) int {
	sum := byName["a"].tick(1)
	sum += made().tick(2)
	sum += counter{n: 3}.tick(3)
	sum += [1]counter{}[0].tick(4)
	sum += inMap["a"].own.tick(5)
	return sum
}

func with(ctx context.Context, c counter, all []counter, pointers map[string]*counter, inMap map[string]held) int {
	sum := c.tick(1)                // want unsafe "tickContext takes it"
	sum += all[0].tick(2)           // want unsafe "tickContext takes it"
	sum += pointers["a"].tick(3)    // want unsafe "tickContext takes it"
	sum += madeAway().tick(4)       // want unsafe "tickContext takes it"
	sum += inMap["a"].tick(5)       // want unsafe "tickContext takes it"
	sum += (&counter{n: 6}).tick(6) // want unsafe "tickContext takes it"
	return sum
}
