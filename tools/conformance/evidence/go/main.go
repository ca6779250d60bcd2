// Command evidence checks a log that Feiyu wrote with golang.org/x/mod/sumdb/{tlog,note}, unmodified.
//
// It reads a task (see Task) from standard input and writes a report (see Report) to standard output. The log's folder
// is a C2SP tlog-tiles log; package tlog names the same tiles with their height in the path, which log.go converts.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// Task says what to check.
type Task struct {
	// Folder of the log.
	Folder string `json:"folder"`
	// VerifierKey of the log, in the form of package note.
	VerifierKey string `json:"verifierKey"`
	// Checkpoints are signed notes of the same log, the newest last.
	Checkpoints []string `json:"checkpoints"`
	// Proofs that Feiyu made, in the tree of the newest checkpoint.
	Proofs []Proof `json:"proofs"`
	// Flips are single bits to turn, each of which must be noticed.
	Flips []Flip `json:"flips"`
}

// Report says what was found.
type Report struct {
	Leaves       int    `json:"leaves"`
	Inclusions   int    `json:"inclusions"`
	Consistency  int    `json:"consistency"`
	Entries      int    `json:"entries"`
	Problem      string `json:"problem,omitempty"`
	NotRefused   []int  `json:"notRefused"`
	FlipsRefused int    `json:"flipsRefused"`
}

func main() {
	var task Task
	if err := json.NewDecoder(os.Stdin).Decode(&task); err != nil {
		fmt.Fprintln(os.Stderr, "the task is not JSON:", err)
		os.Exit(2)
	}
	report := Report{NotRefused: []int{}}
	if err := run(task, &report); err != nil {
		report.Problem = err.Error()
	}
	if err := json.NewEncoder(os.Stdout).Encode(report); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(task Task, report *Report) error {
	log, err := openLog(task)
	if err != nil {
		return err
	}
	if report.Leaves, err = log.checkLeaves(); err != nil {
		return err
	}
	if report.Entries, err = log.checkEntries(); err != nil {
		return err
	}
	if report.Inclusions, report.Consistency, err = log.checkOwnProofs(); err != nil {
		return err
	}
	for at, proof := range task.Proofs {
		if err := log.checkProof(proof); err != nil {
			return fmt.Errorf("proof %d: %w", at, err)
		}
		if proof.Kind == "inclusion" {
			report.Inclusions++
		} else {
			report.Consistency++
		}
	}
	for at, flip := range task.Flips {
		if err := log.checkFlip(flip, task); err == nil {
			report.NotRefused = append(report.NotRefused, at)
		} else {
			report.FlipsRefused++
		}
	}
	return nil
}
