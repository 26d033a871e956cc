// Command lostcanceloracle takes uses of cancel functions out of real code, and says what vet's lostcancel makes of it.
//
// Arguments are package patterns, as for go list; -C names the folder to look them up in, -tests takes test files
// too. It talks in lines of JSON: a request on standard output, an answer to it on standard input, for each package
// three kinds of them in turn:
//
//   - "plain": the files that hold sites, unchanged. The answer names lines whose functions are to be left alone.
//   - "broken": the same files, with at most one use taken out in each function. The answer holds them mended.
//   - "mended": what lostcancel, the type checker and gofmt say of the answer. No answer is expected.
//
// Functions are named by file and by the number of the declaration in it, which no mutation changes.
//
// A mutation deletes the statement that calls the cancel function, defers it or passes it on alone, or else puts nil in
// its place. Functions about which either side has something to say as they are stay as they are.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A Request is one line of ours.
type Request struct {
	Kind    string            `json:"kind"`
	Package string            `json:"package"`
	Files   map[string]string `json:"files,omitempty"`
	Mutants []Mutant          `json:"mutants,omitempty"`
	// Vet holds lostcancel's findings.
	Vet []Finding `json:"vet,omitempty"`
	// Errors are those of the type checker and of gofmt.
	Errors []Finding `json:"errors,omitempty"`
	// Tried and Dropped count the mutants of a package: all, and those that do not compile.
	Tried   int `json:"tried,omitempty"`
	Dropped int `json:"dropped,omitempty"`
}

// A Func is a top-level declaration of a file.
type Func struct {
	Path string `json:"path"`
	Decl int    `json:"decl"`
}

// A Finding is something said of a place; Line is 1-based.
type Finding struct {
	Func
	Line    int    `json:"line"`
	Message string `json:"message"`
	// Excuse says why one of vet may be a false positive.
	Excuse string `json:"excuse,omitempty"`
}

// A Mutant is one use taken out. First and Last are the lines of its function in the broken file.
type Mutant struct {
	Func
	First    int    `json:"first"`
	Last     int    `json:"last"`
	What     string `json:"what"`
	Producer string `json:"producer"`
	// Blind says why vet may see nothing, though something is lost; empty if nothing is known.
	Blind string `json:"blind,omitempty"`
	// Unused says that the compiler would reject the result, because the variable is not used any more.
	Unused bool `json:"unused,omitempty"`
}

// An Answer is one line of theirs.
type Answer struct {
	Files map[string]string `json:"files"`
	Skip  []Place           `json:"skip"`
}

// A Place is a line of a file.
type Place struct {
	Path string `json:"path"`
	Line int    `json:"line"`
}

func main() {
	dir := flag.String("C", ".", "folder that the patterns are relative to")
	tests := flag.Bool("tests", false, "with test files")
	flag.Parse()
	config := &packages.Config{Mode: packages.LoadSyntax, Dir: *dir, Tests: *tests}
	loaded, err := packages.Load(config, flag.Args()...)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	talk := newTalk(os.Stdin, os.Stdout)
	// With tests a package comes twice: the one that holds its test files too goes first.
	sort.SliceStable(loaded, func(i, j int) bool { return len(loaded[i].Syntax) > len(loaded[j].Syntax) })
	done := map[string]bool{}
	for _, p := range loaded {
		if strings.HasSuffix(p.ID, ".test") || p.IllTyped || p.Types == nil || done[p.PkgPath] {
			continue
		}
		done[p.PkgPath] = true
		if pkg := newPackage(p); len(pkg.sites) > 0 {
			pkg.run(talk)
		}
	}
}

// A Talk is the other side.
type Talk struct {
	in  *bufio.Reader
	out *json.Encoder
}

func newTalk(in io.Reader, out io.Writer) *Talk {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return &Talk{bufio.NewReader(in), encoder}
}

func (t *Talk) say(r Request) {
	if err := t.out.Encode(r); err != nil {
		os.Exit(1)
	}
}

func (t *Talk) ask(r Request) Answer {
	t.say(r)
	line, err := t.in.ReadBytes('\n')
	var a Answer
	if err == nil {
		err = json.Unmarshal(line, &a)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "no answer:", err)
		os.Exit(1)
	}
	return a
}
