package fetch

import "context"

func fetch(parent context.Context, answers <-chan string) string {
	ctx, cancel := context.WithCancel(parent)
	select {
	case answer := <-answers:
		cancel()
		return answer
	case <-ctx.Done():
		cancel()
	}
	return ""
}
