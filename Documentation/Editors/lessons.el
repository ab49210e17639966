;;; lessons.el --- Lessons in Emacs  -*- lexical-binding: t -*-

;; Copy this file into ~/.emacs.d, and load it in init.el: (load (locate-user-emacs-file "lessons"))

(defvar lessons-program ".build-release/release/lessons"
  "The course's program, from the folder of its package.")

(defun lessons-folder ()
  "Return the folder of the package, if this file is in one whose course is built."
  (locate-dominating-file default-directory lessons-program))

(defun lessons-command (&rest _)
  "Return the command that serves this file."
  (list (expand-file-name lessons-program (lessons-folder)) "lsp"))

(defun lessons-start ()
  "Start serving this file, if it is in a course that is built."
  (when (lessons-folder) (eglot-ensure)))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(markdown-mode . lessons-command))
  ;; In text, Emacs has other uses for this key.
  (define-key eglot-mode-map (kbd "C-M-i") #'completion-at-point))

(add-hook 'markdown-mode-hook #'lessons-start)

;;; lessons.el ends here
