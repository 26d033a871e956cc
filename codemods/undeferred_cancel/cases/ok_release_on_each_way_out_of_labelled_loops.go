package fetch

import "context"

func sum(parent context.Context, rows [][]int) (sum int) {
outer:
	for _, row := range rows {
		ctx, cancel := context.WithCancel(parent)
		for _, n := range row {
			switch {
			case n == 0:
				cancel()
				continue outer
			case n < 0:
				cancel()
				break outer
			case ctx.Err() != nil:
				cancel()
				return -1
			}
			sum += n
		}
		cancel()
	}
	return sum
}
